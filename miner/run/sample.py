"""The sample corpus in place of the network: what a topic's files hold goes into the store."""

from miner.errors import BadInput
from miner.model.article import Article, Rejected
from miner.model.topic import Topic
from miner.parse import iter_records
from miner.store import Store

SOURCE = "sample"


def check_sample(topic: Topic) -> None:
    """Raises BadInput where the topic names no sample corpus."""
    if not topic.sample:
        raise BadInput(
            f"the topic {topic.name} names no sample corpus; leave out --offline, or add [sample] to its file"
        )


def take_sample(topic: Topic, store: Store, *, run: int) -> tuple[dict[str, int], tuple[Rejected, ...]]:
    """How many articles were new, revised, the same or deleted, and what was set aside; what left the sample goes."""
    articles: list[Article] = []
    rejected: list[Rejected] = []
    for path in topic.sample:
        store.forget_rejected(source=str(path))
        for record in iter_records(path):
            if isinstance(record, Article):
                articles.append(record)
            elif isinstance(record, Rejected):
                rejected.append(record)
    with store.transaction():
        saved = store.save_articles(articles, source=SOURCE, run=run)
        held = {article.id for article in articles}
        gone = [article_id for article_id in store.iter_article_ids(source=SOURCE) if article_id not in held]
        store.remove_articles(gone)
    changes = {"new": saved.new, "revised": saved.revised, "same": (*saved.same, *saved.kept), "deleted": gone}
    return {name: len(ids) for name, ids in changes.items()}, tuple(rejected)

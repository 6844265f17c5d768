"""What a study is: design, size, people and setting."""

from pathlib import Path

import pytest

from miner.errors import BadData
from miner.extract.study import get_study
from miner.extract.study.counts import find_numbers
from miner.extract.study.cues import load_cues
from miner.extract.study.index import PatternIndex
from miner.extract.study.quantities import read_count
from miner.model.article import Article, MeshHeading, SectionKind
from miner.model.reading import Document, Sentence
from miner.model.study import Study
from miner.resources import corpora_path


def study(text: str, *, types: tuple[str, ...] = (), headings: tuple[str, ...] = (), title: str = "") -> Study:
    whole = f"{title}\n{text}" if title else text
    sentences, at = [], 0
    if title:
        sentences.append(Sentence(0, len(title), SectionKind.TITLE))
        at = len(title) + 1
    for sentence in text.split("  "):
        sentences.append(Sentence(at, at + len(sentence)))
        at += len(sentence) + 2
    article = Article(
        "1", title, publication_types=types, mesh_headings=tuple(MeshHeading(None, name) for name in headings)
    )
    return get_study(Document("1", whole, title_end=len(title), sentences=tuple(sentences)), article)


@pytest.mark.parametrize(
    ("text", "design"),
    [
        ("We randomly assigned 90 women to magnesium or placebo in a double-blind trial.", "rct"),
        ("In a randomised crossover study, 20 men took each drink with a washout of two weeks.", "crossover"),
        ("This prospective cohort study followed 512 adults for six years.", "cohort"),
        ("We conducted a case-control study of 120 cases and 240 controls.", "case-control"),
        ("This cross-sectional analysis used NHANES data of 5,793 adults.", "cross-sectional"),
        ("We performed a meta-analysis of 12 randomized trials; the pooled odds ratio was 0.8.", "meta-analysis"),
        (
            "Two-sample Mendelian randomization with inverse variance weighted estimates was used.",
            "mendelian-randomization",
        ),
        ("Male Wistar rats were fed a diet poor in magnesium for eight weeks.", "animal"),
        ("MC3T3 cells were treated with magnesium chloride in vitro.", "in-vitro"),
        ("This study protocol describes a trial in which 200 patients will be randomized.", "protocol"),
        ("In this review we summarise recent advances on magnesium and bone.", "narrative-review"),
        ("We followed 812 men whose serum zinc was known for a median of 7.2 years.", "cohort"),
        ("Twelve volunteers were studied before and after three weeks on the diet.", "other"),
        ("Primary human aortic smooth muscle cells took up less calcium with zinc.", "in-vitro"),
        ("对307例患者进行回顾性分析。", "cohort"),
        ("血清锌与120例女性的骨密度呈正相关。", "cross-sectional"),
        ("This review looks at zinc and bone.  Further randomized controlled trials are needed.", "narrative-review"),
    ],
)
def test_designs_by_wording(text: str, design: str) -> None:
    """Without tags of the record, the wording tells the design."""
    assert study(text).design.value == design


def test_a_text_that_tells_of_no_work_is_a_review() -> None:
    """Statements without a method, a result in numbers or anything done are those of a review."""
    text = "Zinc is linked to bone loss.  Low zinc raises the risk of falls, and of infections in old age.  " * 6
    assert study(text, title="Zinc and ageing").design.value == "narrative-review"
    assert study(text + "  Serum zinc was measured in them.", title="Zinc").design.value != "narrative-review"


def test_the_record_outranks_the_wording() -> None:
    """Publication types and MeSH headings decide, whatever the text says; check tags tell animals."""
    text = "This cohort study followed 300 women."
    assert study(text, types=("Randomized Controlled Trial",)).design.value == "rct"
    assert study(text, types=("Review", "Meta-Analysis")).design.value == "meta-analysis"
    assert study(text, headings=("Cross-Over Studies", "Humans")).design.value == "crossover"
    rats = study("They were randomly divided.", headings=("Animals", "Rats"), types=("Randomized Controlled Trial",))
    assert (rats.design.value, rats.species) == ("animal", "rat")


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("A total of 1 234 patients were included.", 1234),
        ("We enrolled 45,079 adults and analysed all of them.", 45079),
        ("Twelve volunteers completed the study.", 12),
        ("One hundred and thirty-two patients underwent surgery.", 132),
        ("Women (n = 852) answered the questions.", 852),
        ("Patients were divided into a statin group (n = 77) and a control group (n = 126).", 203),
        ("We compared 1879 rural and 6775 urban infants.", 8654),
        ("Of the 223 cases, 110 (49%) were exposed versus 84 (46%) of the 184 controls.", 407),
        ("Sixty patients were divided into two groups of 30 patients each.", 60),
        ("We studied 240 women.  Of the 240 women, 31 (13%) had a fracture.", 240),
        ("The survey covered 1023 women of at least 50 years and 1080 men.", 2103),
        ("Of 1453 residents, 1138 men and women with full data were included.", 1138),
        ("In 2099 NHANES 2013–2014 participants there were 231 deaths.", 2099),
        ("We studied 27 countries and a subset of 19 countries.", 27),
        ("纳入120例绝经后女性。", 120),
        ("We tested 15 subjects who had fillers and another 12 patients who had none.", 27),
        ("Magnesium of 300 mg was given for 12 weeks.", None),
        ("In 2010 patients were seen at 12 centres.", None),
    ],
)
def test_sizes(text: str, n: int | None) -> None:
    """The size analysed, in digits or words, printed whole or as groups; doses and years are none."""
    assert study(text).n == n


def test_setting_and_people() -> None:
    """Country, data set, ages, follow-up, dose and form are kept as printed."""
    found = study(
        "We followed 410 Dutch women aged 40-65 years in the Rotterdam Study for 8.5 years; "
        "they took 300 mg/day of magnesium citrate."
    )
    assert (found.country, found.data_set, found.age) == ("Netherlands", "Rotterdam Study", "aged 40-65 years")
    assert (found.follow_up, found.dose, found.form) == ("8.5 years", "300 mg/day", "magnesium citrate")
    assert found.species == "human"
    assert found.population is not None
    assert "women" in found.population


@pytest.mark.parametrize("text", ["", "n = ", "(n = 5", "women " * 3000, "12 13 14 " * 2000])
def test_bad_input(text: str) -> None:
    """Nothing to find, or far too much of it, is no crash."""
    assert study(text).design is not None


def test_counts_in_words() -> None:
    """Counts in words, and words that are none."""
    assert read_count("Two hundred sixty-eight") == 268
    assert read_count("eleven hundred") == 1100
    assert read_count("several") is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Of 1,234 hens, 5 million and 12 were brown, and 3.5 kg, 2,5 or 7.", [1234, 5_000_000, 12, 7]),
        ("A hundred and two cows, twenty-one ewes, one-eyed; none of them often alone.", [102, 21, 1]),
        ("Sixteen (n=8 and n = 9), <10, ±11, ≥ 12, X13, 14-15 and -16", [16, 8, 14]),
        ("12 345 pigs, １２ goats", [12345, 12]),
    ],
)
def test_numbers_of_a_sentence(text: str, numbers: list[int]) -> None:
    """Numbers in digits and words, each once; what is part of another word, a bound or a spread is none."""
    document = Document("1", text, sentences=(Sentence(0, len(text)),))
    assert [n for _, several in find_numbers(document) for n, start, end in several if text[start:end]] == numbers


def test_a_bad_weight_in_the_cues_is_refused(tmp_path: Path) -> None:
    """A list of words near a size without its weight is named with the file."""
    path = tmp_path / "study.toml"
    text = corpora_path("cues", "study.toml").read_text(encoding="utf-8")
    path.write_text(text.replace("weight = -5.0", "weigth = -5.0"), encoding="utf-8")
    with pytest.raises(BadData, match="key of size"):
        load_cues(path)


def test_every_match_of_a_pattern_is_found() -> None:
    """Patterns are tried at what they begin with, or near what they need, and all that match in reach count."""
    index = PatternIndex(
        [
            ("group", "(?:treatment|control) groups?"),
            ("count", "[0-9]+ (?:brown )?hens"),
            ("vivo", "in vivo"),
            ("short", "ox"),
            ("rats", "Sprague Dawley|rats"),
        ]
    )
    text = "Treatment group, control-groups, nocontrol group; 12 hens, 7 brown  hens in-vivo; ox, box; sprague-dawley"
    assert sorted((text.index(said), key) for key, _, said in index.find(text)) == [
        (text.index(said), key)
        for key, said in [
            ("group", "Treatment group"),
            ("group", "control-groups"),
            ("count", "12 hens"),
            ("count", "7 brown  hens"),
            ("vivo", "in-vivo"),
            ("short", "ox"),
            ("rats", "sprague-dawley"),
        ]
    ]


def test_rats_of_a_strain_are_rats() -> None:
    """A species is told by each of its names, with a space or a hyphen in them."""
    assert study("Sprague-Dawley ones were fed zinc. Adults of the Sprague Dawley strain slept.").species == "rat"


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Ten men (61.2±7.4 years old) drank milk.", "61.2±7.4 years old"),
        ("The average age of 35 tall patients was 12 years.", None),
        ("Their mean age was 42 (15-66) years.", "mean age was 42 (15-66) years"),
        ("The median age was 57. Most were well.", "median age was 57"),
    ],
)
def test_ages(text: str, age: str | None) -> None:
    """An age keeps its spread and its range; a number of patients is no age, nor is a spread."""
    assert study(text).age == age


@pytest.mark.parametrize(
    ("text", "follow_up"),
    [
        ("All were followed up for a minimum of one year.", "one year"),
        ("Falls were counted, with follow-up at six months.", "six months"),
        ("One-year follow-up was complete.  They were followed for 1 year.", "1 year"),
    ],
)
def test_follow_up_in_words(text: str, follow_up: str) -> None:
    """How long people were followed may stand in words; digits are taken where they stand as well."""
    assert study(text).follow_up == follow_up


def test_arms_that_people_were_assigned_to_are_added_up() -> None:
    """Arms that share one verb are added up: the text prints no total."""
    assert study("We saw 31 girls assigned to zinc, 32 to iron, and 33 to neither of them.").n == 96


def test_whom_the_study_is_about_ends_before_what_was_done() -> None:
    """The people are named without the verb of their sentence, and rather than their samples or controls."""
    found = study("Patients with sore knees were randomized to zinc.  Samples of 12 controls were kept.")
    assert found.population == "Patients with sore knees"
    assert study("Two groups took 1.8 mg versus none.  Women in Zambia took part.").country == "Zambia"


def test_guinea_pigs_and_crossed_drinks() -> None:
    """An animal's name of two words tells an animal study, one strong word a crossover among randomized drinks."""
    assert study("Twenty guinea pigs were used and treated with zinc drops.").design == "animal"
    assert study("We compared zinc in a randomized, placebo-controlled, double-blinded, cross-over study.").design == (
        "crossover"
    )


def test_a_noun_that_can_never_match_is_refused(tmp_path: Path) -> None:
    """A noun for people is one word: a pattern or two words would be looked for in vain."""
    path = tmp_path / "study.toml"
    text = corpora_path("cues", "study.toml").read_text(encoding="utf-8")
    path.write_text(text.replace('nouns = "patients?|', 'nouns = "medical records|patients?|'), encoding="utf-8")
    with pytest.raises(BadData, match="one word"):
        load_cues(path)

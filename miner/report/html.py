"""A page as one HTML file that needs nothing else: no script, no font, no picture from elsewhere."""

from html import escape
from typing import Final

from miner.report.blocks import Block, Bullets, Heading, Notice, Page, Paragraph, Picture, Spans, Table

_STYLE: Final = """
:root{color-scheme:light dark;--ink:#1f2933;--soft:#5b6672;--line:#d5dae0;--back:#fff;--panel:#f4f6f8;--link:#0b5cad;
--up:#d55e00;--down:#0072b2;--warn:#fdf0d5;--good:#dff3e4;--bad:#fbe0dc;--mixed:#fdf0d5;--none:#e9ecef}
@media(prefers-color-scheme:dark){:root{--ink:#e5e9ee;--soft:#a4afbb;--line:#3a444f;--back:#14191f;--panel:#1d242c;
--link:#7cb8f2;--warn:#4a3a12;--good:#173a24;--bad:#4a1f1a;--mixed:#4a3a12;--none:#2a323b}}
body{font:1rem/1.55 system-ui,sans-serif;color:var(--ink);background:var(--back);max-width:52rem;margin:2rem auto;
padding:0 1rem;overflow-wrap:anywhere}
h1{font-size:1.7rem;line-height:1.25}h2{font-size:1.2rem;margin-top:2rem;border-bottom:1px solid var(--line)}
a{color:var(--link)}blockquote{margin:.3rem 0 .8rem;padding:.2rem .8rem;border-left:3px solid var(--line);
color:var(--soft)}
.notice{background:var(--warn);border-left:4px solid var(--up);padding:.6rem 1rem}
.scroll{overflow-x:auto}table{border-collapse:collapse;font-size:.92rem;min-width:60%}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line)}
th,td{overflow-wrap:break-word}td a{overflow-wrap:anywhere}
th{background:var(--panel)}em{color:var(--soft);font-style:normal}figure{margin:1rem 0;background:#fff;padding:.5rem}
figure svg{max-width:100%;height:auto}mark{color:inherit;border-radius:.2rem;padding:0 .1rem}
li.below{margin-left:1.6rem;list-style:circle}mark.supported{background:var(--good)}
mark.contradicted{background:var(--bad)}mark.mixed,mark.overstated{background:var(--mixed)}
mark.not-found{background:var(--none)}mark.mention{background:var(--panel);border-bottom:2px dotted var(--soft)}
@media(max-width:30rem){ul{padding-left:1.2rem}li.below{margin-left:.6rem}}
@media print{body{margin:0;max-width:none}a{color:inherit}h1,h2,h3{break-after:avoid}li,tr,figure{break-inside:avoid}
.scroll{overflow:visible}mark,th,.notice{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""


def write_html(page: Page) -> str:
    """The page as an HTML document; every text is escaped, and a policy in its head forbids scripts and requests."""
    body = "\n".join(_block(block) for block in page.blocks)
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(page.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(page.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(page.title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Paragraph(spans):
            return f"<p>{_spans(spans)}</p>"
        case Notice(spans):
            return f'<p class="notice" role="note">{_spans(spans)}</p>'
        case Bullets(items, below):
            inside = "".join(_item(*item, is_below=place in below) for place, item in enumerate(items))
            return f"<ul>{inside}</ul>"
        case Table(header, rows):
            head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header)
            lines = "".join(f"<tr>{''.join(f'<td>{_spans(cell)}</td>' for cell in row)}</tr>" for row in rows)
            return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>'
        case Picture(svg, alt):
            return f'<figure role="img" aria-label="{escape(alt)}">{_inline(svg)}</figure>'


def _item(spans: Spans, quote: str, *, is_below: bool) -> str:
    quoted = f"<blockquote>{escape(quote)}</blockquote>" if quote else ""
    kind = ' class="below"' if is_below else ""
    return f"<li{kind}>{_spans(spans)}{quoted}</li>"


def _spans(spans: Spans) -> str:
    parts = []
    for span in spans:
        text = escape(span.text)
        if span.is_strong:
            text = f"<strong>{text}</strong>"
        if span.is_soft:
            text = f"<em>{text}</em>"
        if span.mark:
            text = f'<mark class="{escape(span.mark)}" title="{escape(span.title)}">{text}</mark>'
        if span.url.startswith(("https://", "http://", "#", "/")):  # never a script's address
            text = f'<a href="{escape(span.url)}">{text}</a>'
        parts.append(text)
    return "".join(parts)


def _inline(svg: str) -> str:
    """Our own picture without its XML head; nothing of a paper's text stands in it unescaped."""
    return svg[svg.index("<svg") :]

"""Language codes: MEDLINE's three letters (ISO 639-2) to ISO 639-1's two."""

_TWO_LETTERS = {
    "afr": "af", "alb": "sq", "ara": "ar", "arm": "hy", "aze": "az", "bel": "be", "ben": "bn", "bos": "bs", "bul": "bg",
    "cat": "ca", "chi": "zh", "cze": "cs", "dan": "da", "dut": "nl", "eng": "en", "est": "et", "fin": "fi", "fre": "fr",
    "geo": "ka", "ger": "de", "glg": "gl", "gre": "el", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "ice": "is",
    "ind": "id", "ita": "it", "jpn": "ja", "kor": "ko", "lat": "la", "lav": "lv", "lit": "lt", "mac": "mk", "may": "ms",
    "nor": "no", "per": "fa", "pol": "pl", "por": "pt", "rum": "ro", "rus": "ru", "slo": "sk", "slv": "sl", "spa": "es",
    "srp": "sr", "swe": "sv", "tha": "th", "tur": "tr", "ukr": "uk", "urd": "ur", "vie": "vi", "wel": "cy", "zho": "zh",
    "deu": "de", "fra": "fr", "nld": "nl", "ces": "cs", "fas": "fa", "ron": "ro", "ell": "el", "mul": "mul", "und": "",
}  # fmt: skip


def language_code(text: str | None) -> str:
    """The two-letter code where there is one, else the code as given, lower case.

    >>> language_code("chi"), language_code("eng"), language_code("zh-CN")
    ('zh', 'en', 'zh')
    """
    code = (text or "").strip().lower().partition("-")[0]
    return _TWO_LETTERS.get(code, code)

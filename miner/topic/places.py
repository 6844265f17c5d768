"""The line on which each key and each array element of a TOML text stands, which tomllib does not tell."""

import tomllib

Key = tuple[str | int, ...]


def find_places(text: str) -> dict[Key, int]:
    r"""Line numbers, from 1, by the path of keys and indices; the text must be valid TOML.

    >>> find_places('[a]\n"b" = [\n  1,\n  {c = 2}]')[("a", "b", 1, "c")]
    4
    """
    return _Scanner(text).scan()


class _Scanner:
    """One pass over the text; it only has to find its way, for tomllib has judged the text before."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places: dict[Key, int] = {}
        self.counts: dict[Key, int] = {}
        self.line = 1
        self.counted = 0

    def scan(self) -> dict[Key, int]:
        table: Key = ()
        while self._skip_blank():
            if self.text.startswith("[[", self.at):
                self.at += 2
                name = self._resolved(self._key("]"))
                index = self.counts.get(name, 0)
                self.counts[name] = index + 1
                self._note(name)
                table = (*name, index)
                self._note(table)
                self.at += 2
            elif self.text[self.at] == "[":
                self.at += 1
                table = self._resolved(self._key("]"))
                self._note(table)
                self.at += 1
            else:
                self._pair(table)
        return self.places

    def _resolved(self, key: Key) -> Key:
        # In a header below an array of tables, the array's last element is meant: [[a]] then [a.b] is a.0.b.
        resolved: Key = ()
        for number, part in enumerate(key):
            resolved = (*resolved, part)
            if resolved in self.counts and number < len(key) - 1:
                resolved = (*resolved, self.counts[resolved] - 1)
        return resolved

    def _note(self, key: Key) -> None:
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        self.places.setdefault(key, self.line)

    def _pair(self, table: Key) -> None:
        start = self.at
        key = self._key("=")
        end, self.at = self.at, start
        for depth in range(1, len(key) + 1):
            self._note((*table, *key[:depth]))
        self.at = end + 1
        self._value((*table, *key))

    def _skip_blank(self) -> bool:
        while self.at < len(self.text):
            if self.text[self.at] == "#":
                newline = self.text.find("\n", self.at)
                self.at = len(self.text) if newline < 0 else newline
            elif self.text[self.at] in " \t\r\n":
                self.at += 1
            else:
                return True
        return False

    def _key(self, end: str) -> Key:
        parts: list[str] = []
        word = ""
        while (character := self.text[self.at]) != end:
            if character in "\"'":
                start = self.at
                self._string()
                parts.append(str(tomllib.loads(f"k = {self.text[start : self.at]}")["k"]))
                word = ""
                continue
            if character == ".":
                parts += [word] if word else []
                word = ""
            elif character not in " \t":
                word += character
            self.at += 1
        return (*parts, word) if word else tuple(parts)

    def _value(self, key: Key) -> None:
        self._skip_blank()
        character = self.text[self.at]
        if character in "\"'":
            self._string()
        elif character == "[":
            self._array(key)
        elif character == "{":
            self._inline_table(key)
        else:
            while self.at < len(self.text) and self.text[self.at] not in ",]}#\n":
                self.at += 1

    def _string(self) -> None:
        quote = self.text[self.at]
        long = self.text.startswith(quote * 3, self.at)
        end = quote * 3 if long else quote
        self.at += len(end)
        while not self.text.startswith(end, self.at):
            self.at += 2 if quote == '"' and self.text[self.at] == "\\" else 1
        self.at += len(end)
        while long and self.text.startswith(quote, self.at):  # up to two quotes may stand before the closing three
            self.at += 1

    def _array(self, key: Key) -> None:
        self.at += 1
        index = 0
        while self._skip_blank() and self.text[self.at] != "]":
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._note((*key, index))
            self._value((*key, index))
            index += 1
        self.at += 1

    def _inline_table(self, key: Key) -> None:
        self.at += 1
        while self._skip_blank() and self.text[self.at] != "}":
            if self.text[self.at] == ",":
                self.at += 1
            else:
                self._pair(key)
        self.at += 1

"""The bank as files, JSON and CSV: versions in, text out; text in, versions and faults out. Pure.

What is read back is exactly what was written, whatever the words begin with.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from careers.questions.content import Item
from careers.questions.reading import Fault, read_item

COLUMNS = (
    "question",
    "version",
    "status",
    "value",
    "second_value",
    "role_family",
    "situation",
    "author",
    "key_source",
    "response",
    "text",
    "key_rating",
    "kept",
)
OF_THE_QUESTION = COLUMNS[:9]
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
"""How a cell begins that a spreadsheet runs; the apostrophe is our own mark, so that it can be taken off again."""

FORMAT = 1


@dataclass(frozen=True, slots=True)
class BankFile:
    """What a file holds: versions in order, and each fault with its place. With faults nothing of it is used."""

    items: tuple[Item, ...]
    faults: tuple[Fault, ...]


def json_text(items: Iterable[Item]) -> str:
    """Return versions as JSON."""
    return json.dumps({"format": FORMAT, "questions": [_as_json(item) for item in items]}, ensure_ascii=False, indent=2)


def _as_json(item: Item) -> dict[str, Any]:
    content = item.content
    return {
        "key": item.key,
        "version": item.number,
        "status": item.status.value,
        "value": content.value_key,
        "second_value": content.second_value_key or "",
        "role_family": content.role_family.value,
        "situation": content.situation,
        "author": content.author,
        "key_source": content.key_source,
        "responses": [
            {"key": each.key, "text": each.text, "key_rating": each.key_rating, "kept": each.is_kept}
            for each in content.responses
        ],
    }


def csv_text(items: Iterable[Item]) -> str:
    """Return versions as CSV (RFC 4180), a row a response; no cell is run by a spreadsheet."""
    target = StringIO()
    writer = csv.writer(target)
    writer.writerow(COLUMNS)
    for item in items:
        question = _as_json(item)
        for response in question["responses"]:
            row = [question["key"], *(question[name] for name in OF_THE_QUESTION[1:])]
            rating = response["key_rating"]
            row += [response["key"], response["text"], "" if rating is None else repr(rating)]
            writer.writerow([*map(_inert, map(str, row)), "yes" if response["kept"] else "no"])
    return target.getvalue()


def read_bank(raw: bytes, value_keys: Sequence[str]) -> BankFile:
    """Return what a file holds, JSON or CSV, whichever it is; every fault is named with its place."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _unusable("The file is not UTF-8 text. Export it again, or save it as “CSV UTF-8”.")
    if text.lstrip().startswith(("{", "[")):
        return _read(_from_json(text), value_keys)
    return _read(_from_csv(text), value_keys)


class _UnreadableError(Exception):
    """The file as a whole cannot be read; the message says why."""


def _unusable(why: str) -> BankFile:
    return BankFile((), (Fault("The file", why),))


def _read(found: Iterator[tuple[str, Any]], value_keys: Sequence[str]) -> BankFile:
    items: list[Item] = []
    faults: list[Fault] = []
    seen: set[tuple[str, int]] = set()
    try:
        for place, one in found:
            item, wrong = read_item(one, place=place, value_keys=value_keys)
            faults += wrong
            if item is not None and (item.key, item.number) in seen:
                faults.append(Fault(place, f"“{item.key}” version {item.number} stands in the file twice."))
            elif item is not None:
                seen.add((item.key, item.number))
                items.append(item)
    except _UnreadableError as error:
        return _unusable(str(error))
    if not items and not faults:
        return _unusable("There is no question in it.")
    return BankFile(tuple(items), tuple(faults))


def _from_json(text: str) -> Iterator[tuple[str, Any]]:
    try:
        found = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise _UnreadableError(f"It is not JSON from line {error.lineno} on: {error.msg}.") from None
    except (ValueError, RecursionError):
        raise _UnreadableError("It is not JSON that can be read.") from None
    questions = found.get("questions") if isinstance(found, dict) else found
    if not isinstance(questions, list):
        raise _UnreadableError("It has no list of “questions”.")
    for place, question in enumerate(questions, start=1):
        name = question.get("key") if isinstance(question, dict) else None
        yield (f"Question {place}" + (f", {name}" if isinstance(name, str) and name else "")), question


def _no_number(name: str) -> float:
    raise ValueError(name)


def _from_csv(text: str) -> Iterator[tuple[str, Any]]:
    """Join the rows that follow each other and are of one version."""
    joined: dict[str, Any] = {}
    place = ""
    for line, row in _rows(text):
        head = {name: row[name] for name in OF_THE_QUESTION}
        if joined and head == {name: joined[name] for name in OF_THE_QUESTION}:
            joined["responses"].append(_response(row))
            continue
        if joined:
            yield place, _as_item(joined)
        joined, place = head | {"responses": [_response(row)]}, f"Line {line}, {row['question']}"
    if joined:
        yield place, _as_item(joined)


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        header = tuple(next(reader, ()))
        if header != COLUMNS:
            raise _UnreadableError(f"The first line must name these columns, in this order: {', '.join(COLUMNS)}.")
        before = reader.line_num
        for cells in reader:
            line, before = before + 1, reader.line_num
            if not cells:
                continue
            if len(cells) != len(COLUMNS):
                raise _UnreadableError(f"Line {line} has {len(cells)} cells, and {len(COLUMNS)} are needed.")
            yield line, dict(zip(COLUMNS, map(_live, cells), strict=True))
    except csv.Error as error:
        raise _UnreadableError(f"It cannot be read as CSV from line {reader.line_num} on: {error}.") from None


def _response(row: Mapping[str, str]) -> dict[str, Any]:
    typed = row["key_rating"].strip()
    rating = _number(typed) if typed else None
    kept = {"yes": True, "no": False}.get(row["kept"].strip().lower(), row["kept"])
    return {
        "key": row["response"],
        "text": row["text"],
        "key_rating": rating,
        "kept": kept,
    }


def _as_item(joined: Mapping[str, Any]) -> dict[str, Any]:
    version = str(joined["version"])
    number = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else version
    return {**joined, "key": joined["question"], "version": number}


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _live(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell

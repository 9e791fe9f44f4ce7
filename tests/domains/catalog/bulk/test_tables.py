"""Files become rows: every odd way to write a table, and a sentence for what can't be read."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from streamverse.domains.catalog.bulk_errors import TableUnreadable
from streamverse.domains.catalog.tables.opening import opened, shape_of
from streamverse.domains.catalog.tables.rows import Shape, SourceRow


def rows_of(path: Path, shape: Shape) -> list[SourceRow]:
    with opened(path, shape) as rows:
        return list(rows)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "titles.csv"


def said(rows: Sequence[SourceRow], number: int) -> str:
    row = next(row for row in rows if row.number == number)
    return " ".join(problem.message for problem in row.problems)


class TestAFileThatIsNoTable:
    def test_is_refused_when_it_looks_like_one_column(self, file: Path) -> None:
        file.write_text("name;year;genres\nMaya;1999;Drama\n")
        with pytest.raises(TableUnreadable) as refused:
            shape_of(file, delimiter=",")
        assert refused.value.reason == "one_column"
        assert "With a semicolon there would be 3." in refused.value.detail

    def test_is_refused_when_the_header_has_ten_thousand_columns(self, file: Path) -> None:
        file.write_text(",".join(f"c{n}" for n in range(10_000)) + "\n")
        with pytest.raises(TableUnreadable, match="10000 columns"):
            shape_of(file)

    def test_is_refused_when_two_columns_have_one_name(self, file: Path) -> None:
        file.write_text("name,year,name\nA,1,B\n")
        with pytest.raises(TableUnreadable, match="Two columns are called “name”"):
            shape_of(file)

    @pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf"])
    def test_is_refused_when_there_is_nothing_in_it(self, file: Path, content: bytes) -> None:
        file.write_bytes(content)
        with pytest.raises(TableUnreadable) as refused:
            shape_of(file)
        assert refused.value.reason == "empty"

    def test_is_refused_when_it_is_not_in_the_encoding_asked_for(self, file: Path) -> None:
        file.write_bytes("name,year\nA,1\nAmélie,2001\n".encode("latin-1"))
        with pytest.raises(TableUnreadable, match="Line 3 can't be read as utf-8"):
            shape_of(file, encoding="utf-8")

    @pytest.mark.parametrize("content", ["[1, 2]", '{"name": ', "[]", '[["a"]]', "[" * 5000])
    def test_is_refused_when_its_json_holds_no_objects(self, file: Path, content: str) -> None:
        file.write_text(content)
        with pytest.raises(TableUnreadable):
            shape_of(file)


class TestAnEncoding:
    @pytest.mark.parametrize(
        ("encoding", "found"),
        [
            ("utf-8", "utf-8"),
            ("utf-8-sig", "utf-8-sig"),
            ("utf-16", "utf-16"),
            ("utf-16-le", "utf-16-le"),
            ("utf-16-be", "utf-16-be"),
            ("utf-32", "utf-32"),
            ("latin-1", "cp1252"),
            ("cp1252", "cp1252"),
        ],
    )
    def test_is_found_out(self, file: Path, encoding: str, found: str) -> None:
        text = "name,year\nLe Fabuleux Destin d\u2019Amélie,2001\nDécalogue,1989\n"
        if encoding == "latin-1":
            text = text.replace("\u2019", "'")
        file.write_bytes(text.encode(encoding))
        shape = shape_of(file)
        assert shape.encoding == found
        assert shape.columns == ("name", "year")
        assert rows_of(file, shape)[1].values["name"] == "Décalogue"

    def test_that_shows_only_far_down_is_found_out(self, file: Path) -> None:
        lines = ["name,year", *(f"Film {n},2000" for n in range(100_000)), "Amélie,2001"]
        file.write_bytes("\n".join(lines).encode("cp1252"))
        shape = shape_of(file)
        assert shape.encoding == "cp1252"
        assert rows_of(file, shape)[-1].values["name"] == "Amélie"


class TestADelimiter:
    @pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
    def test_is_found_out(self, file: Path, sign: str) -> None:
        file.write_text(f"name{sign}year{sign}tagline\nMaya{sign}1999{sign}a; b, c\n")
        shape = shape_of(file)
        assert shape.delimiter == sign
        assert shape.columns == ("name", "year", "tagline")

    def test_is_told_from_the_signs_in_the_cells(self, file: Path) -> None:
        file.write_text('name;year;synopsis\n"One, two, three";1999;"a, b, c, d, e"\n')
        assert shape_of(file).delimiter == ";"


class TestARow:
    def test_with_a_quote_never_closed_costs_only_itself(self, file: Path) -> None:
        body = ["name,year", "First,1990", '"Second,1991', *(f"F{n},2000" for n in range(2000))]
        file.write_text("\n".join(body))
        rows = rows_of(file, shape_of(file))
        assert len(rows) == 2002
        assert "never closed" in said(rows, 3)
        assert rows[2].values == {"name": "F0", "year": "2000"}
        assert rows[2].number == 4

    def test_keeps_line_ends_and_quotes_within_quotes(self, file: Path) -> None:
        file.write_bytes(b'name,synopsis\r\nA,"two\r\nlines, ""quoted"""\r\nB,5" disc\r\n')
        rows = rows_of(file, shape_of(file))
        assert rows[0].values["synopsis"] == 'two\r\nlines, "quoted"'
        assert rows[1].number == 4
        assert rows[1].values["synopsis"] == '5" disc'

    def test_that_is_ragged_says_so(self, file: Path) -> None:
        file.write_text("name,year,slug\nA,1\nB,2,b,more\nC,3,c\n\n,,\nD,4,d,,\n")
        rows = rows_of(file, shape_of(file))
        assert said(rows, 2) == "This row has 2 cells; the header names 3."
        assert said(rows, 3) == "This row has 4 cells; the header names 3."
        assert [row.number for row in rows] == [2, 3, 4, 7]
        assert not rows[2].problems
        assert not rows[3].problems

    def test_with_a_nul_byte_says_where(self, file: Path) -> None:
        file.write_bytes(b"name,year\nA\x00B,1999\nC,2000\n")
        rows = rows_of(file, shape_of(file))
        assert [problem.column for problem in rows[0].problems] == ["name"]
        assert not rows[1].problems


class TestJson:
    def test_is_read_as_an_array_of_any_length(self, file: Path) -> None:
        titles = [{"name": f"Film {n}", "synopsis": "x" * 3000} for n in range(1000)]
        file.write_text(json.dumps(titles, indent=1))
        shape = shape_of(file)
        rows = rows_of(file, shape)
        assert shape.format == "json"
        assert shape.columns == ("name", "synopsis")
        assert [row.number for row in rows] == list(range(1, 1001))

    def test_is_read_line_by_line(self, file: Path) -> None:
        file.write_text('{"name": "A"}\n\n{"name": "B", "year": 1}\n{"name": \n[1]\n')
        shape = shape_of(file)
        rows = rows_of(file, shape)
        assert shape.format == "jsonl"
        assert [row.number for row in rows] == [1, 3, 4, 5]
        assert "not JSON" in said(rows, 4)
        assert "not an object" in said(rows, 5)

    def test_that_breaks_off_is_refused_where_it_does(self, file: Path) -> None:
        file.write_text('[{"name": "A"}, {"name": "B"}, {"na')
        shape = shape_of(file)
        with pytest.raises(TableUnreadable, match="after its row 2"):
            rows_of(file, shape)

    def test_nested_too_deeply_costs_the_row(self, file: Path) -> None:
        deep = '{"name": ' + "[" * 500 + "]" * 500 + "}"
        file.write_text('{"name": "A"}\n' + deep + "\n")
        assert "nested too deeply" in said(rows_of(file, shape_of(file)), 2)

    def test_with_a_number_of_thousands_of_digits_costs_the_row(self, file: Path) -> None:
        file.write_text('{"name": "A"}\n{"name": "B", "year": %s}\n{"name": "C"}\n' % ("9" * 5000))
        rows = rows_of(file, shape_of(file))
        assert "thousands of digits" in said(rows, 2)
        assert [row.values.get("name") for row in rows] == ["A", None, "C"]

    def test_with_such_a_number_is_refused_as_an_array(self, file: Path) -> None:
        file.write_text('[{"name": "A"}, {"name": "B", "year": %s}]' % ("9" * 5000))
        with pytest.raises(TableUnreadable):
            rows_of(file, shape_of(file))

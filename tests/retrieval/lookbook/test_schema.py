"""A lookbook is read whole, or refused with every row, column and value to mend."""

from __future__ import annotations

import unicodedata

import pytest

from retrieval.errors import LookbookError
from retrieval.lookbook.schema import MOST_NAMED, read
from tests.retrieval.fakes import HEADER, row, write_lookbook


def refusal(folder):
    with pytest.raises(LookbookError) as caught:
        read(folder)
    return str(caught.value)


def write_table(folder, content):
    folder.mkdir(exist_ok=True)
    (folder / "looks.csv").write_bytes(content)
    return folder


def test_a_look_is_read_as_written(tmp_path):
    cells = {"link": "https://example.org/1", "brands": "가|나", "fabrics": "울", "weather": "비"}
    book = read(write_lookbook(tmp_path / "spring", [row("a1", gender="unisex", **cells)]))
    (look,) = book.looks
    assert (look.id, look.gender, look.style) == ("a1", "unisex", "casual")
    assert look.seasons == {"spring", "summer"}
    assert look.tags == ("티셔츠", "데님 팬츠", "스니커즈")
    assert look.photo == tmp_path / "spring/photos/a1.png"
    assert (look.link, look.brands, look.fabrics) == ("https://example.org/1", ("가", "나"), ("울",))
    assert look.further == {"weather": "비"}
    assert (book.name, book.kind) == ("spring", "worn")


def test_values_are_trimmed_once_each_and_composed(tmp_path):
    decomposed = unicodedata.normalize("NFD", "니트")  # as a Mac writes it
    (look,) = read(write_lookbook(tmp_path, [row("a", tags=f" {decomposed} |니트||코트")])).looks
    assert look.tags == ("니트", "코트")


def test_a_byte_order_mark_is_tolerated(tmp_path):
    write_lookbook(tmp_path, [row("a")])
    table = tmp_path / "looks.csv"
    table.write_bytes(b"\xef\xbb\xbf" + table.read_bytes())
    assert [look.id for look in read(tmp_path).looks] == ["a"]


def test_seasons_may_be_empty(tmp_path):
    assert read(write_lookbook(tmp_path, [row("a", seasons="")])).looks[0].seasons == frozenset()


def test_photos_may_be_missing(tmp_path):
    assert len(read(write_lookbook(tmp_path, [row("a")], photos=False)).looks) == 1


def test_the_digest_changes_with_the_table_and_its_description(tmp_path):
    digests = [read(write_lookbook(tmp_path, [row("a")])).digest]
    digests.append(read(write_lookbook(tmp_path, [row("a", style="street")])).digest)
    (tmp_path / "lookbook.json").write_text('{"kind": "product", "name": "가게"}', encoding="utf-8")
    book = read(tmp_path)
    assert (book.name, book.kind) == ("가게", "product")
    assert len({*digests, book.digest}) == 3


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"gender": "woman"}, "row 2, gender 'woman': write men, women or unisex"),
        ({"gender": ""}, "row 2, gender '': write men, women or unisex"),
        ({"seasons": "spring|fall"}, "row 2, seasons 'fall': write some of spring, summer, autumn, winter"),
        ({"id": ""}, "row 2, id ''"),
        ({"id": "two words"}, "row 2, id 'two words'"),
        ({"photo": ""}, "row 2, photo '': name a photo"),
        ({"photo": "../secret.png"}, "row 2, photo '../secret.png': leads outside"),
        ({"photo": "photos/../../secret.png"}, "leads outside"),
        ({"photo": "/etc/passwd"}, "row 2, photo '/etc/passwd': name the photo relative"),
    ],
)
def test_a_wrong_value_is_named_with_its_row_and_mend(tmp_path, cells, says):
    assert says in refusal(write_lookbook(tmp_path, [row("a", **cells)], photos=False))


def test_a_photo_linked_from_outside_is_refused(tmp_path):
    folder = write_lookbook(tmp_path / "book", [row("a")], photos=False)
    (tmp_path / "secret.png").write_bytes(b"secret")
    (folder / "photos").mkdir()
    (folder / "photos/a.png").symlink_to(tmp_path / "secret.png")
    assert "leads outside" in refusal(folder)


def test_duplicate_ids_name_both_rows(tmp_path):
    says = refusal(write_lookbook(tmp_path, [row("a"), row("b"), row("a")]))
    assert "row 4, id 'a': already used in row 2" in says


def test_all_problems_are_told_at_once(tmp_path):
    says = refusal(
        write_lookbook(tmp_path, [row("a", gender="x"), row("b", seasons="y", photo="/z")], photos=False)
    )
    assert all(part in says for part in ("gender 'x'", "seasons 'y'", "photo '/z'"))


def test_very_many_problems_are_counted(tmp_path):
    says = refusal(write_lookbook(tmp_path, [row(f"a{i}", gender="x") for i in range(50)], photos=False))
    assert says.count("gender 'x'") == MOST_NAMED
    assert "and 30 more" in says


def test_columns_that_lack_are_named(tmp_path):
    says = refusal(write_table(tmp_path, b"id,photo,gender\na,a.png,men\n"))
    assert "lacks the columns seasons, style, title, tags, credit" in says


def test_a_column_twice_is_named(tmp_path):
    says = refusal(write_table(tmp_path, (",".join(HEADER) + ",tags\n" + "x," * 8 + "x\n").encode()))
    assert "the columns tags more than once" in says


def test_cells_beyond_the_header_are_named(tmp_path):
    cells = "a,a.png,men,,casual,a title, with a comma,tag,me\n"
    says = refusal(write_table(tmp_path, (",".join(HEADER) + "\n" + cells).encode()))
    assert "row 2, (beyond the header)" in says
    assert "put quotes around commas" in says


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (",".join(HEADER).encode() + b"\na,a.png,men,,,\xc4\xda\xb5\xf0,,\n", "not UTF-8 (line 2"),
        (",".join(HEADER).encode() + b"\n", "has no looks"),
        (b"", "lacks the columns id"),
        (",".join(HEADER).encode() + b'\n"a,a.png\n', "not well-formed CSV"),
    ],
)
def test_a_table_that_is_none_is_refused(tmp_path, content, says):
    assert says in refusal(write_table(tmp_path, content))


def test_a_folder_without_a_table_or_no_folder(tmp_path):
    assert "write looks.csv into it" in refusal(tmp_path)
    assert "name a folder that exists" in refusal(tmp_path / "nowhere")
    (tmp_path / "file").write_text("x")
    assert "name a lookbook's folder" in refusal(tmp_path / "file")


@pytest.mark.parametrize("about", ["{", "[]", '{"kind": "shop"}'])
def test_a_wrong_description_is_refused(tmp_path, about):
    write_lookbook(tmp_path, [row("a")])
    (tmp_path / "lookbook.json").write_text(about, encoding="utf-8")
    assert "lookbook.json" in refusal(tmp_path)


@pytest.mark.shared
def test_the_street_looks_are_a_lookbook(shared):
    assert len(read(shared / "data/looks").looks) == 1684


def test_empty_lines_count_as_a_spreadsheet_counts_them(tmp_path):
    write_lookbook(tmp_path, [row("a"), row("b", gender="dog")])
    table = tmp_path / "looks.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("\nb,", "\n\n\nb,"), encoding="utf-8")
    assert "row 5, gender 'dog'" in refusal(tmp_path)

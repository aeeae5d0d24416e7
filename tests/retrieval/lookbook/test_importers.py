"""Each importer on a few files in exactly the layout that it is for."""

from __future__ import annotations

import json

import pytest

from retrieval.errors import LookbookError
from retrieval.lookbook.check import check
from retrieval.lookbook.column_map import ColumnMap
from retrieval.lookbook.csv_table import import_csv
from retrieval.lookbook.deepfashion import import_deepfashion
from retrieval.lookbook.facet_words import gender_of, seasons_of
from retrieval.lookbook.fashion_products import import_products
from retrieval.lookbook.json_lines import import_jsonl
from retrieval.lookbook.kfashion import import_kfashion
from retrieval.lookbook.schema import read
from retrieval.types import SEASONS
from tests.retrieval.fakes import draw


def reasons(report):
    return " ".join(reason for _, reason in report.skipped)


@pytest.mark.parametrize(
    ("said", "meant"),
    [("Women's", "women"), ("남성", "men"), ("공용", "unisex"), ("", None), ("kids", None)],
)
def test_genders_as_sources_say_them(said, meant):
    assert gender_of(said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Fall", ("autumn",)),
        ("겨울/가을", ("autumn", "winter")),
        ("사계절", SEASONS),
        ("", ()),
        ("rainy", None),
    ],
)
def test_seasons_as_sources_say_them(said, meant):
    assert seasons_of(said) == meant


STYLES = """id,gender,masterCategory,subCategory,articleType,baseColour,season,year,usage,productDisplayName
1,Men,Apparel,Topwear,Tshirts,Navy Blue,Fall,2011,Casual,Puma Men's Tee
2,Girls,Apparel,Dress,Dresses,Red,Summer,2012,Casual,Red Dress
3,Unisex,Accessories,Bags,Backpacks,Black,NA,2013,Smart Casual,Bag, with a comma, in it
4,Women,Personal Care,Fragrance,Perfume,Blue,Spring,2014,Casual,Scent
5,Women,Apparel,Topwear,Kurtas,Pink,Summer,2012,Ethnic,
"""


@pytest.fixture
def products(tmp_path):
    for number in range(1, 5):
        draw(tmp_path / f"set/images/{number}.png", "red", number).rename(
            tmp_path / f"set/images/{number}.jpg"
        )
    (tmp_path / "set/styles.csv").write_text(STYLES, encoding="utf-8")
    return tmp_path / "set"


def test_fashion_products(products, tmp_path):
    report = import_products(products, tmp_path / "book")
    book = read(tmp_path / "book")
    shirt, bag = book.looks
    assert book.kind == "product"
    assert (shirt.id, shirt.gender, shirt.seasons, shirt.style) == ("fp1", "men", {"autumn"}, "casual")
    assert shirt.tags == ("Tshirts", "Topwear", "Navy Blue")
    assert (bag.title, bag.seasons, bag.style) == ("Bag, with a comma, in it", frozenset(), "smart_casual")
    assert len(report.skipped) == 3
    assert all(part in reasons(report) for part in ("for children", "Personal Care", "cannot be read"))


def test_products_for_children_come_only_when_asked_for(products, tmp_path):
    import_products(products, tmp_path / "book", kids=True)
    dress = next(look for look in read(tmp_path / "book").looks if look.id == "fp2")
    assert dress.gender == "women"
    assert "아동" in dress.tags


def test_a_folder_without_styles_is_no_such_set(tmp_path):
    with pytest.raises(LookbookError, match=r"styles\.csv cannot be read"):
        import_products(tmp_path, tmp_path / "book")


@pytest.fixture
def table(tmp_path):
    draw(tmp_path / "pictures/one.png", "blue", 1)
    draw(tmp_path / "pictures/two.png", "red", 2)
    lines = [
        "code,file,sex,when,labels,colours",
        "n1,pictures/one.png,남성,봄/가을,#코트 #니트,남색",
        "n2,pictures/two.png,Women,FALL,셔츠; 치마,",
        "n3,https://example.org/x.jpg,men,,,",
        "n4,pictures/two.png,dog,,,",
        "n5,pictures/two.png,men,monsoon,,",
        "n6,pictures/../../secret.png,men,,,",
        "n7,/etc/hostname,men,,,",
    ]
    (tmp_path / "mine.csv").write_bytes("\n".join(lines).encode("cp949"))
    return tmp_path / "mine.csv"


COLUMNS = ColumnMap.of(
    ["id=code", "photo=file", "gender=sex", "seasons=when", "tags=labels+colours"], ["credit=우리 가게"]
)


def test_a_csv_by_a_column_map(table, tmp_path):
    report = import_csv(table, tmp_path / "book", COLUMNS)
    first, second = read(tmp_path / "book").looks
    assert (first.id, first.gender, first.seasons) == ("n1", "men", {"spring", "autumn"})
    assert first.tags == ("코트", "니트", "남색")
    assert (second.seasons, second.tags, second.credit) == ({"autumn"}, ("셔츠", "치마"), "우리 가게")
    assert [where for where, _ in report.skipped] == ["row 4", "row 5", "row 6", "row 7", "row 8"]
    assert check(tmp_path / "book") == []


@pytest.mark.parametrize("between", ["\u2028", "\x85", "\v", "\f"])
def test_only_line_ends_end_a_row_of_a_csv(tmp_path, between):
    draw(tmp_path / "one.png", "blue", 1)
    text = f"id,photo,gender,title,tags\n\nn1,one.png,women,따뜻한{between}겨울 코트,코트\nn2,,,,\n"
    (tmp_path / "mine.csv").write_text(text, encoding="utf-8")
    report = import_csv(tmp_path / "mine.csv", tmp_path / "book", ColumnMap())
    (look,) = read(tmp_path / "book").looks
    assert (look.title, look.tags) == (f"따뜻한{between}겨울 코트", ("코트",))
    assert [where for where, _ in report.skipped] == ["row 4"]


def test_json_lines_by_a_column_map(tmp_path):
    draw(tmp_path / "one.png", "blue", 1)
    record = {"img": "one.png", "meta": {"season": ["fall", "winter"]}, "tags": ["코트", "울"]}
    lines = [json.dumps(record, ensure_ascii=False), "{", "[]", json.dumps({"img": ""})]
    (tmp_path / "mine.jsonl").write_text("\n".join(lines), encoding="utf-8")
    columns = ColumnMap.of(["photo=img", "seasons=meta.season"], ["gender=women"])
    report = import_jsonl(tmp_path / "mine.jsonl", tmp_path / "book", columns)
    (look,) = read(tmp_path / "book").looks
    assert (look.gender, look.seasons, look.tags) == ("women", {"autumn", "winter"}, ("코트", "울"))
    assert look.id.startswith("p")
    assert [where for where, _ in report.skipped] == ["line 2", "line 3", "line 4"]


@pytest.mark.parametrize("pair", ["photo", "picture=file"])
def test_a_map_of_nothing_is_refused(pair):
    with pytest.raises(LookbookError, match="maps nothing"):
        ColumnMap.of([pair])


def label(number, **garments):
    parts = {part: [garments.get(part, {})] for part in ("아우터", "하의", "원피스", "상의")}
    styles = {"스타일": [{"스타일": "스트리트", "서브스타일": "힙합"}]}
    return {
        "이미지 정보": {
            "이미지 식별자": number,
            "이미지 높이": 1066,
            "이미지 파일명": f"({number})IMG_1.jpg",
            "이미지 너비": 800,
        },
        "데이터셋 정보": {
            "파일 생성일자": "2020-10-29 12:42:59",
            "데이터셋 상세설명": {"렉트좌표": {}, "폴리곤좌표": {}, "라벨링": {**styles, **parts}},
            "파일 번호": number,
            "파일 이름": f"({number})IMG_1.jpg",
        },
    }


def write_label(folder, number, raw):
    path = folder / f"Training/라벨링데이터/스트리트/{number}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")


def test_kfashion(tmp_path):
    skirt = {"카테고리": "스커트", "색상": "화이트", "서브색상": "실버", "소재": ["레이스", "우븐"]}
    shirt = {"카테고리": "블라우스", "색상": "블랙", "프린트": ["도트"], "핏": "루즈"}
    source = tmp_path / "K-Fashion 이미지"
    write_label(source, 703911, label(703911, 하의=skirt, 상의=shirt))
    write_label(source, 703912, label(703912))
    write_label(source, 703913, label(703913, 상의=shirt))
    write_label(source, 703914, {"이미지 정보": {}})
    draw(source / "Training/원천데이터/스트리트/703911.jpg", "red", 1)
    report = import_kfashion(source, tmp_path / "book")
    (look,) = read(tmp_path / "book").looks
    assert (look.id, look.gender, look.style) == ("kf703911", "women", "street")
    expected = "스트리트 힙합 블라우스 블랙 도트 스커트 화이트 실버 레이스 우븐"
    assert look.tags == tuple(expected.split())
    assert look.title == "블랙 블라우스 · 화이트 스커트 스트리트 룩"
    assert look.fabrics == ("레이스", "우븐")
    assert all(part in reasons(report) for part in ("names no garment", "not there", "no label"))


@pytest.mark.parametrize(
    ("said", "style"),
    [
        (None, ""),
        ("스트리트", "street"),
        (["로맨틱"], "로맨틱"),
        ([{"스타일": None}], ""),
        ([7], None),
        (7, None),
    ],
)
def test_kfashion_whose_style_is_said_otherwise(tmp_path, said, style):
    sound, odd = (label(number, 상의={"카테고리": "블라우스", "색상": "블랙"}) for number in (1, 2))
    odd["데이터셋 정보"]["데이터셋 상세설명"]["라벨링"]["스타일"] = said
    for number, raw in ((1, sound), (2, odd)):
        write_label(tmp_path / "set", number, raw)
        draw(tmp_path / f"set/Training/원천데이터/스트리트/{number}.jpg", "red", number)
    report = import_kfashion(tmp_path / "set", tmp_path / "book")
    styles = {look.id: look.style for look in read(tmp_path / "book").looks}
    assert styles["kf1"] == "street"
    assert styles.get("kf2") == style
    assert ("no label" in reasons(report)) == (style is None)


@pytest.mark.parametrize("garment", ["블라우스", {"카테고리": 7, "색상": ["블랙"]}])
def test_kfashion_whose_garment_is_said_otherwise(tmp_path, garment):
    write_label(tmp_path / "set", 1, label(1, 상의={"카테고리": "블라우스"}))
    write_label(tmp_path / "set", 2, label(2, 상의=garment))
    for number in (1, 2):
        draw(tmp_path / f"set/Training/원천데이터/스트리트/{number}.jpg", "red", number)
    import_kfashion(tmp_path / "set", tmp_path / "book")
    assert "kf1" in {look.id for look in read(tmp_path / "book").looks}


def test_kfashion_that_is_still_packed(tmp_path):
    with pytest.raises(LookbookError, match="unpack"):
        import_kfashion(tmp_path, tmp_path / "book")


def test_deepfashion(tmp_path):
    item = tmp_path / "In-shop/Img/img/WOMEN/Graphic_Tees/id_00000080"
    for seed, view in enumerate(("01_1_front", "01_4_full", "01_3_back")):
        draw(item / f"{view}.png", "red", seed).rename(item / f"{view}.jpg")
    (tmp_path / "In-shop/Img/img/MEN/Denim/id_00000002").mkdir(parents=True)
    anno = tmp_path / "In-shop/Anno/attributes"
    anno.mkdir(parents=True)
    (anno / "list_attr_cloth.txt").write_text("3\nattribute_name\ncotton\nlong sleeve\nfloral\n")
    (anno / "list_attr_items.txt").write_text("1\nitem_id attribute_labels\nid_00000080  1 -1  1\n")
    about = [{"item": "id_00000080", "color": "Dark Navy", "description": ["Soft."]}]
    (tmp_path / "In-shop/Anno/list_description_inshop.json").write_text(json.dumps(about))
    report = import_deepfashion(tmp_path / "In-shop", tmp_path / "book")
    (look,) = read(tmp_path / "book").looks
    assert (look.id, look.gender) == ("dfw00000080", "women")
    assert look.tags == ("Graphic Tees", "Dark Navy", "cotton", "floral")
    assert look.photo.read_bytes() == (item / "01_4_full.jpg").read_bytes()
    assert reasons(report) == "It has no photo."


@pytest.mark.parametrize(
    "name", ["list_description_inshop.json", "list_attr_cloth.txt", "list_attr_items.txt"]
)
@pytest.mark.parametrize("damage", ["a folder", "no UTF-8"])
def test_deepfashion_with_a_damaged_annotation(tmp_path, name, damage):
    (tmp_path / "Img/img/WOMEN/Tees/id_00000080").mkdir(parents=True)
    anno = tmp_path / "Anno"
    anno.mkdir()
    for each in ("list_attr_cloth.txt", "list_attr_items.txt"):
        (anno / each).write_text("0\nnames\n")
    (anno / name).unlink(missing_ok=True)
    (anno / name).mkdir() if damage == "a folder" else (anno / name).write_bytes(b"1\nnames\n\xff\xfe")
    with pytest.raises(LookbookError, match=name):
        import_deepfashion(tmp_path, tmp_path / "book")


@pytest.mark.shared
def test_the_products_beside_the_project(shared, tmp_path):
    """A hundredth of them; all 18,774 take half a minute."""
    rows = (shared / "data/products/styles.csv").read_text(encoding="utf-8").splitlines()
    (tmp_path / "styles.csv").write_text("\n".join([rows[0], *rows[1::100]]), encoding="utf-8")
    (tmp_path / "images").symlink_to(shared / "data/products/images")
    report = import_products(tmp_path, tmp_path / "book")
    assert report.added + len(report.skipped) == 188
    assert check(tmp_path / "book") == []

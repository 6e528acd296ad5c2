"""F101 to F106: the fields of the cover and the address."""

from __future__ import annotations

import datetime
import tomllib

import pytest
from rule_plans import CLEAN, check, check_field, check_piece, form, write

from planui.rules.f106_vague_address import missing_parts

DAY = datetime.date(2020, 8, 20)


def rules_of(key: str, value: object) -> list[str]:
    """The rules that report a field's value; X501 is another file's business."""
    return [one.rule for one in check_field(key, value) if one.rule != "X501"]


@pytest.mark.parametrize("key", [field.key for field in form().fields])
def test_a_missing_field_is_reported_at_the_header_of_the_fields(key: str):
    plan = tomllib.loads(CLEAN)
    del plan["fields"][key]
    text = write(plan)
    found = check(text)
    assert [(one.rule, one.section, one.words) for one in found] == [("F101", None, "[fields]")]
    assert form().field(key).label in found[0].message  # type: ignore[union-attr]


@pytest.mark.parametrize("key", [field.key for field in form().fields])
@pytest.mark.parametrize("blank", ["", "  ", "\u3000\n"])
def test_a_blank_field_is_reported_at_its_value(key: str, blank: str):
    found = check_field(key, blank)
    assert [(one.rule, one.section) for one in found] == [("F101", None)]
    assert found[0].words.startswith('"')


def test_no_fields_at_all():
    plan = tomllib.loads(CLEAN)
    del plan["fields"]
    found = check(write(plan))
    assert [(one.rule, one.line) for one in found] == [("F101", 1)] * len(form().fields)


def test_a_misspelt_field_is_not_missing_as_well():
    plan = tomllib.loads(CLEAN)
    plan["fields"]["emial"] = plan["fields"].pop("email")
    found = check(write(plan))
    assert [(one.rule, one.words, one.severity) for one in found] == [("P102", "emial", "error")]
    assert "email" in found[0].message


NAMES = [
    "广州市岭南中药材科技资源库",
    "广州市生物医药科技数据共享服务平台",
    "广州市果树科技资源圃",
    " 广州市果树科技资源圃 ",
    "广州市X射线衍射科技数据共享服务平台",
]
BAD_NAMES = [
    ("广州市××科技资源库", "××"),
    ("广州市XX科技资源库", "XX"),
    ("广州市xx科技资源库", "xx"),
    ("广州市ＸＸ科技资源库", "ＸＸ"),
    ("广州市×科技资源库", "×"),
    ("岭南中药材科技资源库", "岭南中药材科技资源库"),
    ("广州岭南中药材科技资源库", "广州岭南中药材科技资源库"),
    ("广东省中药材科技资源库", "广东省中药材科技资源库"),
]
OTHER_NAMES = [
    "广州市岭南中药材资源库",
    "广州市岭南中药材种质库",
    "广州市科技资源库",
    "广州市中药材科技资源库（筹）",
    "广州市中药材科技数据服务平台",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_that_follow_the_rule(name: str):
    assert rules_of("name", name) == []


@pytest.mark.parametrize(("name", "words"), BAD_NAMES)
def test_names_that_break_the_rule(name: str, words: str):
    found = [one for one in check_field("name", name) if one.rule != "X501"]
    assert [(one.rule, one.severity, one.words) for one in found] == [("F102", "error", words)]


@pytest.mark.parametrize("name", OTHER_NAMES)
def test_names_of_another_form_are_a_warning(name: str):
    found = [one for one in check_field("name", name) if one.rule != "X501"]
    assert [(one.rule, one.severity) for one in found] == [("F102", "warning")]


PHONES = [
    "13800138000",
    "138 0013 8000",
    "138-0013-8000",
    "+86 13800138000",
    "+86-138-0013-8000",
    "0086 13800138000",
    "8613800138000",
    "(+86) 13800138000",
    "19912345678",
    "020-87654321",
    "(020)87654321",
    "（020）87654321",
    "（０２０）８７６５４３２１",
    "020 87654321",
    "02087654321",
    "020-8765 4321",
    "020-8765-4321",
    "020－87654321",
    "020—87654321",
    "020-87654321-8012",
    "020-87654321转8012",
    "020-87654321（转8012）",
    "020-87654321 ext. 12",
    "+86-20-87654321",
    "86-020-87654321",
    "+86 (0)20 87654321",
    "0757-83121234",
    "0757-8312123",
    "010-62345678",
    "020-87654321、13800138000",
    "020-87654321，020-87654322",
    "020-87654321; 13800138000",
    "020-87654321/13800138000",
    "020-87654321 13800138000",
    "020-87654321（办公室）",
    "电话：020-87654321",
]
BAD_PHONES = [
    "87654321",
    "1380013800",
    "138001380000",
    "12800138000",
    "020-8765432",
    "020-876543210",
    "4001234567",
    "400-123-4567",
    "800-820-8820",
    "0757-831212",
    "025-1234567",
    "110",
    "13800138O00",
    "020-87654321a",
    "+1 2025550123",
    "无",
    "026-87654321",
    "020-08765432",
    "86-87654321",
    "8765432",
    "1234567890123456",
    "020",
    "电话",
    "０２０-8765432",
    "10-62345678",
    "38001380001",
    "0200-87654321",
    "O20-87654321",
]


@pytest.mark.parametrize("phone", PHONES)
def test_a_telephone_number(phone: str):
    assert rules_of("phone", phone) == []


@pytest.mark.parametrize("phone", BAD_PHONES)
def test_no_telephone_number(phone: str):
    assert rules_of("phone", phone) == ["F103"]


def test_one_bad_number_of_two_is_pointed_at():
    found = check_field("phone", "020-87654321、8765432")
    assert [(one.rule, one.words) for one in found] == [("F103", "8765432")]


MAILS = [
    "a@b.cn",
    "chen.min-1@mail.gz.gov.cn",
    "A_B+c@x-y.com",
    "help@data.suilan-climate.example",
    "a@b.cn；c@d.cn",
    "a@b.cn; c@d.cn",
    "a@b.cn、c@d.cn",
]
BAD_MAILS = [
    "ab.cn",
    "a@b",
    "a@@b.cn",
    "a＠b.cn",
    "a@b．cn",
    "a b@c.cn",
    "a@b .cn",
    "a@163.con",
    "a@b..cn",
    ".a@b.cn",
    "a.@b.cn",
    "陈@b.cn",
    "a@-b.cn",
    "a@b.c",
    "a@",
    "@b.cn",
    "a@b,cn",
    "a@b.cn。",
    "a@b_c.cn",
    "a.b.cn@",
    "a@b.cn；c@d",
    "无",
    "ａ@b.cn",
]


@pytest.mark.parametrize("mail", MAILS)
def test_a_mail_address(mail: str):
    assert rules_of("email", mail) == []


@pytest.mark.parametrize("mail", BAD_MAILS)
def test_no_mail_address(mail: str):
    assert rules_of("email", mail) == ["F104"]


def test_full_width_signs_are_made_half_width():
    found = check_field("email", "herbs＠lingnan．example.cn")
    assert 'email = "herbs@lingnan.example.cn"' in found[0].fixed


@pytest.mark.parametrize(
    "written",
    [
        "2020-08-20",
        "2020年8月20日",
        "2020.8.20",
        "2020/8/20",
        "2020 年 08 月 20 日",
        "二〇二〇年八月二十日",
        "二零二零年八月二十日",
        "20200820",
        "2020-8-20",
        "2020-08-20T10:00:00",
        " 2020-08-20 ",
    ],
)
def test_a_date_in_quotes_is_mended(written: str):
    found = check_field("date", written)
    assert [one.rule for one in found] == ["F105"]
    assert "date = 2020-08-20\n" in found[0].fixed
    assert check(found[0].fixed) == []


@pytest.mark.parametrize(
    "written",
    [
        "2020-02-30",
        "2020年13月1日",
        "二〇二〇年二月三十日",
        "2020年8月",
        "明天",
        "2018年8月20日",
        "2031-08-20",
        "0000-01-01",
    ],
)
def test_a_text_that_is_no_date_of_this_form_has_no_fix(written: str):
    found = check_field("date", written)
    assert [(one.rule, one.fixed) for one in found] == [("F105", "")]


@pytest.mark.parametrize("year", [1999, 2019, 2026, 2120])
def test_a_year_that_cannot_be_the_forms(year: int):
    assert rules_of("date", datetime.date(year, 8, 20)) == ["F105"]


@pytest.mark.parametrize("year", [2020, 2021, 2025])
def test_a_year_that_can_be_the_forms(year: int):
    assert rules_of("date", datetime.date(year, 12, 31)) == []


def test_a_date_with_a_time_of_day_is_mended():
    found = check_field("date", datetime.datetime(2020, 8, 20, 9, 30))
    assert [one.rule for one in found] == ["F105"]
    assert "date = 2020-08-20\n" in found[0].fixed


ADDRESSES = [
    "广东省广州市荔湾区东沙街芳汀路66号之三",
    "广州市天河区五山路483号",
    "广州市海珠区新港西路135号",
    "广东省广州市越秀区先烈中路100号大院",
    "广州市番禺区大学城外环西路100号",
    "广州市从化区温泉镇石坑村12号",
    "广州市增城区荔城街荔景大道３０号",
    "广州市白云区机场路12号大院23栋",
    "广州市天河区天源路898号A座501室",
    "广州市花都区迎宾大道 95 号交通大厦 501 室",
    "广州市南沙区环市大道中25号",
    "广州市越秀区沙面大街甲12号",
    "广州市天河区科韵路16-1号",
    "广州市越秀区二沙岛烟雨路三十八号",
    "广州市海珠区同福中路下渡路大街3号之一",
    "中国广东省广州市天河区岳洲路一号",
    "广州天河区长兴路723号",
    "510640 广州市天河区五山路381号华南理工大学",
    "广州市黄埔区（广州开发区）科学大道182号创新大厦C1栋",
    "广州市荔湾区惠福里12号",
    "广州市增城市荔城镇府佑路1号",
    "广东省佛山市顺德区大良街道德胜中路8号",
    "广东省惠州市博罗县罗阳镇解放中路5号",
    "北京市海淀区中关村南大街12号",
    "浙江省杭州市西湖区余杭塘路866号",
    "内蒙古自治区呼和浩特市赛罕区大学西路235号",
    "广西壮族自治区南宁市西乡塘区大学东路100号",
    "广州市海珠区石榴岗路1号、3号",
    "广州市白云区太和镇谢家庄村北一巷13号",
    "广东省东莞市松山湖大学路1号",
]
VAGUE = [
    ("广州市五山路483号", "县"),
    ("广州市天河区483号", "街"),
    ("广州市天河区五山路", "门"),
    ("广州市天河区", "街门"),
    ("广州市", "县街门"),
    ("广州市天河区华南农业大学实验楼", "街门"),
    ("广州市五山路483号华南农业大学校区", "县"),
    ("广州市天河区五山路3号楼501室", "门"),
    ("广州市天河区五山路483", "门"),
    ("华南农业大学", "县街门"),
    ("广州市天河五山路483号", "县"),
    ("广州市科技园区科研路3号", "县"),
    ("天河区", "街门"),
    ("广州市黄埔区科学城", "街门"),
    ("广州市番禺区大学城3号", "街"),
    ("广东省广州市白云大道北1688号", "县"),
    ("广州市天河区五山路地铁3号线旁", "门"),
    ("广州市海珠区新港西路中山大学南校区", "门"),
    ("无", "县街门"),
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_whole_address(address: str):
    assert missing_parts(address) == []


@pytest.mark.parametrize(("address", "lacks"), VAGUE)
def test_a_vague_address_is_told_what_it_lacks(address: str, lacks: str):
    assert "".join(part[0][0] for part in missing_parts(address)) == lacks
    assert rules_of("address", address) == ["F106"]


def test_the_values_of_fields_are_pointed_at():
    found = check_piece('[fields]\nphone = "8765432"\nemail = "a@b"\n')
    assert [(one.rule, one.section, one.words) for one in found] == [("F103", None, "8765432"), ("F104", None, "a@b")]

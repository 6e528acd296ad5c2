import pytest

from planui.model.pinyin import sounds, syllables


def test_syllables_of_common_words() -> None:
    assert [one[0] if one else "" for one in syllables("绿女略虐API，6啊座😀")] == [
        *("lv", "nv", "lve", "nve", "a", "p", "i", "", "6", "a", "zuo", ""),
    ]


@pytest.mark.parametrize(
    "typed", ["gzjdap", "gongzuo", "gongzuojindu", "gongzuojd", "GZJD", "gzjindua", "gongzuojinduanpai"]
)
def test_whole_syllables_and_their_beginnings_are_found(typed: str) -> None:
    assert sounds("工作进度安排", typed) == (0 if typed.endswith(("pai", "ap")) else 1)


def test_what_is_not_there_is_not_found() -> None:
    assert sounds("资源收集与保存", "baocun") == 2 and sounds("资源（收集）", "ziyuansj") == 0
    assert sounds("重做", "chongzuo") == sounds("重做", "zz") == 0
    for typed in ("", "gz", "saocun", "baocunx", "保存", "b c", "b" * 100):
        assert sounds("资源收集与保存", typed) is None

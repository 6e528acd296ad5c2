from planui.model.initials import initials


def test_initials_of_common_words() -> None:
    assert initials("工作进度安排") == "gzjdap"
    assert initials("6.2.1 资源收集与保存（含API）") == "621zysjybchapi"
    assert initials("啊座") == "az" and initials("😀，") == ""

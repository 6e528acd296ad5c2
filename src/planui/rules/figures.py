"""Figures in running text: a number with what it counts, an area, a proportion. Years, ordinals and names are none."""

from __future__ import annotations

from planui.model.lazy_pattern import lazy

_ARABIC = r"\d[\d,，]{0,20}(?:\.\d{1,9})?[ \u3000]?[余多来几]?(?:[十百千万亿]{1,4}[余多]?)?[ \u3000]?"
_MEASURE = (
    r"(?:份|个|项|件|家|人|次|篇|种|株|台|套|条|例|元|%|％|‰|倍|名|位|场|期|册|部|本|门|处|间|座|亩|公顷|平方|平米|㎡|米"
    r"|公里|千米|海里|吨|公斤|千克|克|升|毫升|小时|分钟|秒|天|周|户|所|幅|张|页|头|只|尾|匹|粒|颗|棵|批|组|支|字|笔|宗|辆|架"
    r"|艘|单|起|轮|课时|学时|学分|岁|℃|瓶|管|箱|袋|盒|科|属|日内|工作日|成|分之|对|届|站|校|市|县|区|国|省|层|点|款|类|学科"
    r"|(?:TB|PB|GB|MB|EB|kg|mg|km|cm|mm|mL|ml|L|bp|kb|Mb|Gb|MHz|GHz|Hz|kW|h|min|m|t|hm)(?![A-Za-z\d]))"
)
# What makes a number a saying: 五个方面, 三位一体, 二次开发, 四个面向.
_SAYING = (
    r"(?!方面|层面|层次|阶段|环节|维度|角度|步骤|一体|开发|创新|利用|加工|污染|代谢|产业|文献|挖掘|面向|全面|自信|意识|坚持"
    r"|统一|结合|并重|一百年|一批|代表|确保|目|工程|建设|计划|主线|行动|抓手|梯队|梯次|战略|手资料|关口|原则|甲等|等保)"
)
_COUNTED = lazy(rf"(?<![A-Za-z\d.,\-－/×*+第图表〔“]){_ARABIC}{_MEASURE}{_SAYING}")
# A number behind words that measure, whatever it counts: 达到500余, 不少于30.
_REACHED = lazy(
    r"(?:达到?|增至|增加到|提高到|提升到|降至|降到|不少于|不低于|不小于|不超过|超过|至少|约为?|≥|≤|>=|<=)[ \u3000]?"
    r"(?!(?:19|20)\d\d[年.\-/])\d[\d,，]*(?:\.\d+)?(?![\d.]*(?:年|月|日|届|号|级|版))"
)
_HAN = (
    r"(?:[二两三四五六七八九十]|一(?=[百千万亿十零〇]))[一二三四五六七八九十百千万亿零〇]*"
    r"(?:点[一二三四五六七八九零〇]+)?[万亿]?[余多]?"
)
_HAN_MEASURE = (
    r"(?:份|个|项|件|家|人次|人|次|篇|种|株|台|套|条|例|(?<=[百千万亿])元|名|场|册|部(?![门委分])|门|处|间|座|亩|公顷|平方"
    r"|公里|吨|公斤|千克|小时|天|户|所|幅|张|页|尾|粒|批|组|支|辆|架|艘|届|本|科|倍)"
)
_HAN_COUNTED = lazy(rf"(?<![第数几上若好一二三四五六七八九十百千万亿两零〇点]){_HAN}{_HAN_MEASURE}{_SAYING}")
_HAN_OTHER = lazy(
    r"百分之[一二三四五六七八九十百零〇\d]|翻[一两二]?番|[一两三四五六七八九]倍|[二三四五六七八九]成[一二三四五六七八九以左多]"
)
_ORDINAL = lazy(r"第[\d一二三四五六七八九十百、，和与及至到— ]*$")
_CELL = lazy(r"[\t\n][ \u3000]*[≥≤><约]?[ \u3000]*(?!(?:19|20)\d\d[\t\n.])\d[\d,]*(?:\.\d+)?[ \u3000]*(?=[\t\n])")


def has_figure(text: str) -> bool:
    """Whether a text says how many or how much of something."""
    for found in _COUNTED.finditer(text):
        if not _ORDINAL.search(text, max(0, found.start() - 16), found.start()):
            return True
    if _REACHED.search(text) or _HAN_OTHER.search(text):
        return True
    if "\t" in text and _CELL.search(text):
        return True
    return any(
        not _ORDINAL.search(text, max(0, found.start() - 16), found.start()) for found in _HAN_COUNTED.finditer(text)
    )


_AREA_UNIT = (
    r"(?:平方米|平方千米|平方公里|平方厘米|平方尺|平米|平方|㎡|㎢|亩|公顷|k?m(?:²|\^?2|<sup>2</sup>)|hm(?:²|\^?2|<sup>2</sup>)"
    r"|ha(?![A-Za-z])|平(?=[，。；、]))"
)
_AREA_ARABIC = r"(?<![\d,，.])\d[\d,，]{0,20}(?:\.\d{1,9})?"
_AREA_HAN = r"(?<![一二两三四五六七八九十百千万数几])[一二两三四五六七八九十百千万半]++"
_AREA = lazy(
    rf"(?:{_AREA_ARABIC}|{_AREA_HAN})[ \u3000]?[余多]?[ \u3000]?[十百千万亿]{{0,4}}[余多]?[ \u3000]?{_AREA_UNIT}"
)
_AREA_HEAD = lazy(rf"面积[（(/／, \u3000]*(?:单位[:：]?)?[ \u3000]*{_AREA_UNIT}")


def has_area(text: str) -> bool:
    """Whether a text gives an area: a number with its unit, or with the unit at the head of a table's column."""
    if any("0" not in found.group()[:1] for found in _AREA.finditer(text)):
        return True
    head = _AREA_HEAD.search(text)
    return head is not None and _CELL.search(text, head.end()) is not None


_HAN_DIGIT = "一二两三四五六七八九十百"
_PERCENT = lazy(r"\d[ \u3000]?[%％‰﹪]")
_PROPORTION = lazy(
    rf"[百千万{_HAN_DIGIT}\d]分之[{_HAN_DIGIT}零〇\d]"
    rf"|(?<![{_HAN_DIGIT}])(?:[{_HAN_DIGIT}]|\d)(?:点[{_HAN_DIGIT}])?成(?![员果立功本分就长熟套品型交语书年人体才效])"
    rf"|(?<![\d:：∶.])\d{{1,3}}(?:\.\d+)?[ ]?[∶:：][ ]?\d{{1,2}}(?:\.\d+)?(?![\d])(?![ ]?[∶:：]\d\d[ ]*[:：])"
    rf"|半数|一半|大半|过半|近半|对半|各半|十之[{_HAN_DIGIT}]|绝大多?半"
    rf"|[{_HAN_DIGIT}\d]比[{_HAN_DIGIT}\d](?![赛分])"
    rf"|(?<![\d/.])[1-9]\d?/[1-9]\d{{0,2}}(?![\d/年月])"
    rf"|每[ ]?[{_HAN_DIGIT}\d]+[^，。；\n]{{1,8}}[，里中就]{{0,2}}[^，。；\n]{{0,4}}有[ ]?[{_HAN_DIGIT}\d]"
    rf"|(?:占比?|比例|比重|份额|[^效频速功税费汇]率)[约为是达到近超过高]{{0,3}}[ ]?0?\.\d"
)
_CLAUSE = lazy(r"[，。；、\n]")
_CLOCK = lazy(r"(?:[01]?\d|2[0-4])[:：][0-5]\d")
_OTHER_SHARES = ("湿度", "浓度", "纯度", "盐度", "误差", "置信", "坡度")
_SOLUTIONS = (
    "酒精",
    "乙醇",
    "甘油",
    "甲醛",
    "福尔马林",
    "的酒精",
    "的乙醇",
    "次氯酸",
    "生理盐水",
    "氯化",
    "葡萄糖",
    "DMSO",
    "（v/v",
    "相对湿度",
)


def has_proportion(text: str) -> bool:
    """Whether a text says what part of a whole something is, in any way of saying it."""
    for found in _PERCENT.finditer(text):
        before, after = text[max(0, found.start() - 10) : found.start()], text[found.end() : found.end() + 6]
        if not any(word in before for word in _OTHER_SHARES) and not after.lstrip().startswith(_SOLUTIONS):
            return True
    for found in _PROPORTION.finditer(text):
        words = found.group()
        if ":" not in words and "：" not in words:
            return True
        # 8:30 is a time of day, unless a ratio is spoken of or a third figure follows; 1:3 and 13:7 are none.
        before = _CLAUSE.split(text[max(0, found.start() - 10) : found.start()])[-1]
        if not _CLOCK.fullmatch(words) or "比" in before or text[found.end() : found.end() + 1] in ("∶", ":", "："):
            return True
    return False

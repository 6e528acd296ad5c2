"""Words from which it shows whether figures are the parts of a whole, and all of them."""

from __future__ import annotations

from planui.model.lazy_pattern import lazy

REST = lazy(
    r"其余(?!\s?\d|[^，。；、]{0,8}\d)|[一-龥\d]等(?![级次候离距]|待|位基因)|其他(?=为|是|均|都|由|来自)"
    r"|余[下者](?!\s?\d)|主要|多为|重叠|交叉|[都均]有|兼[任有]|除外|(?<!及)以[上下]|不[含计]|未计|另有|此外|最[多少高低大]"
    r"|平均|均[为达]|以及其他|部分|约|近|超过|逾|余(?:人|份|家|项)"
)
"""Words that say that the parts need not be all, or are no parts."""

REST_BEHIND = lazy(
    r"其余(?!\s?\d|[^，。；、]{0,8}\d)|^[^，。；、]{0,6}等(?![级次候离距]|待|位基因)|其他(?=为|是|均|都|由|来自)|余[下者](?!\s?\d)"
    r"|主要|多为|重叠|交叉|兼[任有]|除外|不[含计]|未计|另有|此外|以及其他|余(?:人|份|家|项)"
)
"""The same, behind the last part."""

DIMENSIONS = (
    lazy(r"博士(?!后流动)|硕士|本科|大专|研究生|学历|学位|学士|专科"),
    lazy(r"高级|中级|初级|正高|副高|教授|研究员|工程师|职称|高工"),
    lazy(r"[男女](?:性|的)?|男女"),
    lazy(r"岁|青年|年龄"),
    lazy(r"持证|证书|资格|党员|境外|外籍|外聘|院士|留学|海外"),
    lazy(r"专职|兼职|全职"),
    lazy(r"在读|在职|离职|退休|流动|客座"),
    lazy(r"SCI|EI|CSSCI|核心期刊|收录"),
    lazy(r"第一(?:单位|作者|完成)|通讯作者"),
)
"""What people and papers are divided by: figures of two of these overlap."""

KNOWN_SETS = (
    ("国家", "省", "市"),
    ("国内", "国外"),
    ("国内", "国际"),
    ("境内", "境外"),
    ("省内", "省外"),
    ("市内", "市外"),
    ("院内", "院外"),
    ("校内", "校外"),
    ("馆内", "馆外"),
    ("线上", "线下"),
    ("专职", "兼职"),
    ("男", "女"),
    ("中文", "英文"),
    ("中文", "外文"),
    ("博士", "硕士", "本科"),
    ("正高", "副高"),
    ("高级", "中级"),
    ("第一", "第二"),
    ("上半年", "下半年"),
    ("内部", "外部"),
    ("公开", "受限"),
)
"""Names of parts that together are all."""

SCHEMES = (
    lazy(r"国家|[省部市区县厅局院校]级|省部|横向|自选|委托"),
    lazy(r"(?:国家|行业|地方|团体|企业|国际|单位).{0,6}标准"),
    lazy(r"发明|实用新型|外观设计|软件"),
    lazy(r"高校|院校|科研|院所|企业|公司|政府|机关|事业|医院|医疗|部门|机构|社会|学校|协会|公众|个人|其他|合作社"),
    lazy(r"\d{4}年|[上下]半年|第[一二三四五]"),
    lazy(r"博士|硕士|本科|大专|专科|研究生"),
    lazy(r"正高|副高|高级|中级|初级"),
)
"""Schemes that divide a whole: names that are all of one scheme are likely all there is."""

OPPOSED = (
    ("内", "外"),
    ("男", "女"),
    ("中", "外"),
    ("国产", "进口"),
    ("新", "旧"),
    ("新", "老"),
    ("上", "下"),
    ("前", "后"),
    ("专", "兼"),
    ("一", "二"),
    ("已", "未"),
    ("自", "外"),
    ("本", "外"),
    ("主", "副"),
    ("甲", "乙"),
)
"""Words of which one is what the other is not."""

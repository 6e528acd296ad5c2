"""Words from which it shows whether figures are the parts of a whole, and all of them."""

from __future__ import annotations

from planui.model.lazy_pattern import lazy

REST = lazy(
    r"其余(?!\s?\d|[^，。；、]{0,8}\d)|[一-龥\d]等(?![级次候离距]|待|位基因)|其他(?=为|是|均|都|由|来自)"
    r"|余[下者](?!\s?\d)|主要|多为|重叠|交叉|兼[任有]|除外|以[上下]|不[含计]|未计|另有|此外|最[多少高低大]"
    r"|平均|均[为达]|以及其他|部分|约|近|超过|逾|余(?:人|份|家|项)"
)
"""Words that say that the parts need not be all, or are no parts."""

DIMENSIONS = (
    lazy(r"博士(?!后流动)|硕士|本科|大专|研究生|学历|学位|学士|专科"),
    lazy(r"高级|中级|初级|正高|副高|教授|研究员|工程师|职称|高工"),
    lazy(r"[男女](?:性|的)?|男女"),
    lazy(r"岁|青年|年龄"),
    lazy(r"持证|证书|资格|党员|境外|外籍|外聘|院士|留学|海外"),
    lazy(r"专职|兼职|全职"),
    lazy(r"在读|在职|离职|退休|流动|客座"),
)
"""What people are divided by: figures of two of these overlap."""

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

"""What Chinese repeats on purpose, and where the end of one word meets the same beginning of the next."""

from __future__ import annotations

REDUPLICATED = frozenset(
    "人天年月日时处层种常往渐刚恰仅频屡纷默悄慢好多少大小高深远紧牢满早稍略微隐节步代世事件条家户村县校株批次回场"
    "期届环面方角星点林总形色洋累源滔滚绵茫蒙郁青苍茵涓潺历比区泛欣孜兢业勤恳踏实扎真切清楚明白反复陆续断里外"
    "上下前后老妈爸奶爷哥姐弟妹叔宝娃猩狒蝈看想试谈说走听聊等谢每统通足整双单偏静轻细缓徐冉熊巍济芸莘彬翩津息"
    "念蒸循谆脉款依咄喋井振侃娓夸寥格岌摇蠢耿落葱熙攘浩荡轰烈滴丝缕阵串朵片块行道声班段桩项本样句字头圈团堆排"
    "一二三四五六七八九十百千万亿〇零苟卡拉乐嘛哈呵嘟叮咚沙飘奔盈姗郎朗暖冷热匆忙碌零碎分合起伏曲折吵闹进出"
    "讲杠原红绿金亮闪皑熠冲闷坐尝逛翻歇粒岗呆皇堂重久迟急草昏哗津鼎楚茸毛胖瘦甜香喷空荒"
    "浓殷勃稳甸腾厚短紧牢薄铮融炎悠美心栩翼忡迢齐偷亭彤南钉潺簌霏睽惴"
)
"""Characters that are doubled as they are: 人人, 天天, 种种, 历历."""

WITHIN = frozenset("内里中上下间")
"""Ends of a place behind which a reduplication begins: 库内人人持证."""

DOUBLED_WORDS = {"可": "茶碱豆粉脂树"}
"""Words that begin with a doubled character, by what follows it: 可可茶."""

NEVER_APART = {"人": "员才", "样": "品本", "条": "件", "岗": "位", "粒": "径子"}
"""Words whose first character, though it is one that is doubled, is typed twice before the rest: 工作人人员."""

SCHOOLS = frozenset(["大学", "中学", "小学"])
SCHOOL_ENDS = frozenset("生城")
"""Who follows a school's name (某大学大学生), and what some stand in (大学城)."""

NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿")
DIGITS = frozenset("0123456789二三四五六七八九十百千万亿几两")
MEASURES = frozenset("年月日个家人次种条件批份项类位名组层级台套期场届章节篇本册页行列段点片块株尾头只间座处道站区门")
"""What counts things: 20个个体, but not 2019年年."""

FREE_WORDS = frozenset("的了在和是对与及于并为以到将等每")
"""Words that stand by themselves: one side that explains the joint is enough."""

EACH_ONE = frozenset(
    "个座趟辆架台张扇幅首列篇幕副簇束遍本缕阵排颗粒株棵根条只匹头片块段句声滴道代圈场堆箱袋瓶管把支枝杆盏面册封枚摞沓叠"
    "件项次步批组份桩户家站层节页行点字处"
)
"""What counts things one by one behind 一: 一个个, 一座座."""

EVERY_ONE = frozenset("不都是要能会有可在爱")
"""What goes on behind 周周, each of them: 周周都有..."""
OF_EACH = frozenset("体位人性数别案例税月")
"""...and what does not behind 个个, all of them (个个不肯走), as it makes a word with 个..."""

COUNTED = frozenset("每各这那整某几数多这该上下首末前后")
"""...unless something counts by 个 before it."""

ALWAYS_DOUBLED = frozenset("刚往渐常恰仅频屡纷默悄谢偏统足某紧牢勃甸腾灿")
"""Adverbs and the like that are hardly ever single, and 某某."""

PLACES = frozenset("省市区县镇乡村校院馆库站厂")
"""What a clause names by one character alone: 市市场监管局, 县县志办."""

JOINTS: dict[str, tuple[str, str]] = {
    "的": ("目标端鹄", "确士"),
    "了": ("末不明", "解望断无如却结事然得之分"),
    "在": ("现实内所潜自", "线岗职研建校读逃场编册押世途即位营库外内握乎意野地逃"),
    "和": ("温饱共柔缓总调亲平谐中祥讲随", "谐平解气睦约田县蔼声"),
    "是": ("但还只就于凡可若要总国实求像便即", "否非"),
    "对": ("绝相针应面核校反配成双派结", "口方外照象策抗接虾应手联立偶称标话比流冲角虾准等错数付待味撞岸"),
    "并": ("合兼归吞", "列行购发存排网轨举联且重"),
    "与": ("参赠给授", "会否时共国其"),
    "及": ("以涉普提触波顾遍危企言埃论", "时早格其物"),
    "为": ("成作认行以因称视变较更最颇极人分即", "数期主首何止了例民中伍准难"),
    "有": ("所没只具拥享国公私特占固现持富含凡罕稀保享自", "效关利机限害毒色权无序所些待力助着意时益名形"),
    "将": ("即干", "军来领士要帅近才"),
    "也": ("", ""),
    "都": ("首成", "市会城"),
    "就": ("成造高迁将", "业地诊读近此是位餐医职任学绪算要"),
    "可": ("许认", "以能行靠见用持控观比信溯视逆选供调再达操追塑编"),
    "以": ("可予加足所得难借用是给", "上下来往及内外前后便致为此免色太求"),
    "从": ("服跟自遵顺听", "事而业来未化前此不属属容"),
    "由": ("自理缘事来", "此于来衷"),
    "于": ("", "是今都"),
    "其": ("尤极与土何", "他中余它实次间一所"),
    "之": ("总", "后前间一中下上所外内江"),
    "而": ("然从因进反", "且言是不后"),
    "该": ("应", "库馆院所校市项"),
    "各": ("", "级类项方地种个界自部县区国市"),
    "本": ("样标成版文日课资根剧基原脚副书范", "库馆院所校市项次年月质身地土底人来行级领"),
    "向": ("方面导去流走取动定指意倾", "上下前后往来外海阳导"),
    "到": ("达得遇周感看做直", "位岗场期访底达账货点来处会站家岸院馆校"),
    "不": ("", "能会可得仅同断足少大多便良必足妨"),
    "或": ("", "者许"),
    "但": ("不非", "是"),
    "则": ("原规细准法否总通附守", "以"),
    "且": ("而并", ""),
    "被": ("", "动子告"),
    "把": ("", "握关控手"),
    "使": ("即驱促大天", "用命得者节馆"),
    "更": ("变", "新加换正名迭替改为"),
    "最": ("", "终后初近大高低优"),
    "已": ("", "经知有建"),
    "又": ("", ""),
    "还": ("归偿返", "原是有款应"),
    "这": ("", ""),
    "那": ("", ""),
    "至": ("直甚及以乃截", "今于少此多上"),
    "后": ("以之前今最然先落", "续来期者台备勤代果盾"),
    "中": ("其当集空途心目华高初适", "国心小华期间央医药山学等和东级外游枢继部转立试"),
    "用": ("使利应作费采信引适通专公商民军药食常选实", "户于途地水电材品量法人房工药以来"),
    "会": ("", ""),
    "要": ("主重需必纲概", "求素么点是害"),
    "我": ("", "们国院所市省"),
    "他": ("其", "们人国"),
    "它": ("其", "们"),
    "们": ("", ""),
    "让": ("转出", "步利"),
    "给": ("供补", "予水出排"),
    "能": ("可功性职智节才技只", "力够源量否动级"),
}
"""Function words: (characters before, characters behind) that make two in a row right, as in 为了了解 and 在在线."""

SUFFIXES = frozenset(
    "语瓜稻组库会所院馆基员性化级类区点池河人者量率度法局处部室厅科站网线层门队团户商店厂校系期年月日省市县乡镇村种只个项份"
    "件台间表图单号码卡册本版机器具材料品物质体液剂膜管罐箱柜架盒瓶袋针片面界域圃园场田地土水江湖海港湾岛山林木草"
    "方花果籽根茎叶鱼虾贝藻菌虫鸟兽论学史志书刊报告案例项目国家子头边病证标股税费法罪侨军骨路车权党国州舱署江委队社"
)
"""Characters that end longer words than the pairs know (专家组组长, 养殖池池壁)."""

REPEATABLE_VERBS = frozenset(
    [
        "讨论",
        "研究",
        "考虑",
        "商量",
        "了解",
        "休息",
        "介绍",
        "学习",
        "锻炼",
        "交流",
        "琢磨",
        "比较",
        "沟通",
        "打听",
        "尝试",
        "走访",
        "参观",
        "体验",
        "感受",
        "检查",
        "观察",
        "反思",
        "调查",
        "调研",
        "总结",
        "回顾",
        "分析",
        "思考",
        "修改",
        "完善",
        "改进",
        "收拾",
        "打扫",
        "整理",
        "认识",
        "熟悉",
        "放松",
        "提醒",
        "表扬",
        "批评",
        "试验",
        "合计",
        "核对",
        "比划",
    ]
)
"""Verbs whose ABAB form means “a little” (“研究研究”): right in a quotation or before a stop."""

AGENT_ENDS = "者员生业区器家化"
"""What may follow the second of two equal words to make it another one: 服务服务业, 保护保护区, 研究研究员."""

AGENT_VERBS = frozenset(
    [
        "研究",
        "服务",
        "保护",
        "管理",
        "培训",
        "指导",
        "监督",
        "支持",
        "工作",
        "检验",
        "教育",
        "评审",
        "志愿",
        "开发",
        "经营",
        "消费",
        "生产",
        "科学",
    ]
)

LONGER_WORDS = ("发展中", "数据字典", "研究所", "研究院", "研究生", "科学院", "科学家", "工作者")
"""Words that begin with the second of two equal words and are not the first word's."""

WHOLE_BEFORE = frozenset("元大")
"""What makes 数据 before 数据字典 another word (元数据数据字典)."""

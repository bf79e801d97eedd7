# ruff: noqa: E501 - one row for each statement
"""An invented corpus, and searches whose good answers were judged by reading it.

Each search names the statements that answer it; one of them among the first five is a success.
"""

# name → (content, speaker, ministry addressed, title of the article)
CORPUS = {
    "school_roofs": ("إن سقوف المدارس القروية تتسرب منها المياه كل شتاء", "salem", "school", "مدارس بلا سقوف"),
    "school_buses": ("النقل المدرسي غير كاف، والتلاميذ يقطعون كيلومترات مشيا", "layla", "school", "أزمة النقل المدرسي"),
    "school_teachers": ("الأساتذة المتعاقدون ينتظرون تسوية وضعيتهم منذ سنوات", "nora", "school", "ملف الأساتذة"),
    "school_programme": ("سنراجع المناهج الدراسية قبل الدخول المقبل", "minister_school", "school", "إصلاح المناهج"),
    "school_leaving": ("الهدر المدرسي يمس الفتيات في القرى أكثر من غيرهن", "salem", "school", "الهدر المدرسي"),
    "health_beds": ("عدد الأسرة في المستشفى الإقليمي لا يكفي لنصف المرضى", "layla", "health", "مستشفى بلا أسرة"),
    "health_doctors": ("الأطباء يهاجرون لأن أجورهم ضعيفة وظروف عملهم صعبة", "kamil", "health", "هجرة الأطباء"),
    "health_drugs": ("أسعار الأدوية عندنا أعلى من أسعارها في الدول المجاورة", "nora", "health", "غلاء الأدوية"),
    "health_vaccine": ("وصلت شحنات اللقاح وسيبدأ التلقيح في الأقاليم الجنوبية", "minister_health", "health", "حملة التلقيح"),
    "health_dialysis": ("مرضى القصور الكلوي يسافرون مائة كيلومتر إلى مركز التصفية", "salem", "health", "معاناة مرضى الكلى"),
    "health_emergency": ("قسم المستعجلات يعمل بطبيب واحد ليلا", "kamil", "health", "المستعجلات ليلا"),
    "water_dams": ("نسبة ملء السدود بلغت ثلاثين في المائة وهذا مقلق", "minister_water", "water", "حقينة السدود"),
    "water_drink": ("الماء الشروب ينقطع عن الدواوير ثلاثة أيام في الأسبوع", "layla", "water", "عطش الدواوير"),
    "water_sea": ("محطة تحلية مياه البحر ستزود المدينة بالماء", "minister_water", "water", "تحلية البحر"),
    "water_wells": ("حفر الآبار العشوائية يستنزف الفرشة المائية", "kamil", "water", "الآبار العشوائية"),
    "farm_drought": ("الجفاف أتى على الحبوب والفلاح الصغير بلا تعويض", "salem", "farm", "فلاحون بلا تعويض"),
    "farm_seeds": ("دعم البذور المختارة سيستمر هذا الموسم", "minister_farm", "farm", "دعم البذور"),
    "farm_meat": ("أسعار اللحوم الحمراء تضاعفت رغم الاستيراد", "nora", "farm", "غلاء اللحوم"),
    "farm_olives": ("محصول الزيتون تراجع إلى النصف", "layla", "farm", "موسم الزيتون"),
    "farm_locusts": ("فرق مكافحة الجراد في حالة تأهب بالجنوب", "minister_farm", "farm", "مكافحة الجراد"),
    "road_mountain": ("الطريق الجبلية تنقطع بالثلوج والساكنة محاصرة", "kamil", "roads", "قرى محاصرة بالثلوج"),
    "road_highway": ("أشغال الطريق السيار متأخرة بسنتين عن موعدها", "nora", "roads", "تأخر الطريق السيار"),
    "road_train": ("القطار فائق السرعة سيصل إلى الجنوب بعد خمس سنوات", "minister_roads", "roads", "القطار السريع"),
    "road_bridge": ("القنطرة التي جرفها الوادي لم تصلح بعد", "salem", "roads", "قنطرة الوادي"),
    "road_taxi": ("رخص سيارات الأجرة تحتاج إلى قانون جديد", "layla", "roads", "قانون سيارات الأجرة"),
    "house_slums": ("دور الصفيح ما زالت تؤوي آلاف الأسر في الضواحي", "nora", "housing", "دور الصفيح"),
    "house_help": ("برنامج الدعم المباشر للسكن استفاد منه ألف أسرة", "minister_housing", "housing", "دعم السكن"),
    "house_quake": ("المتضررون من الزلزال ما زالوا في الخيام", "salem", "housing", "ضحايا الزلزال"),
    "work_unemployed": ("بطالة الشباب حاملي الشهادات بلغت رقما مخيفا", "kamil", "work", "بطالة الشباب"),
    "work_women": ("نسبة النساء النشيطات تتراجع عاما بعد عام", "layla", "work", "النساء والشغل"),
    "work_pension": ("إصلاح التقاعد لن يكون على حساب الأجراء", "minister_work", "work", "إصلاح التقاعد"),
    "work_wage": ("الحد الأدنى للأجر لا يكفي كراء غرفة", "nora", "work", "الحد الأدنى للأجر"),
    "money_budget": ("ميزانية السنة المقبلة تراهن على نمو لن يتحقق", "kamil", "money", "قانون المالية"),
    "money_tax": ("الضريبة على القيمة المضافة أثقلت كاهل الأسر", "nora", "money", "ضرائب الأسر"),
    "money_debt": ("المديونية الخارجية تحت السيطرة", "minister_money", "money", "الدين الخارجي"),
    "money_fuel": ("شركات المحروقات تجني أرباحا فاحشة بلا رقيب", "salem", "money", "أرباح المحروقات"),
    "law_prison": ("اكتظاظ السجون يجعل العقوبات البديلة ضرورة", "layla", "justice", "اكتظاظ السجون"),
    "law_family": ("مدونة الأسرة تحتاج إلى مراجعة عميقة", "nora", "justice", "مدونة الأسرة"),
    "law_courts": ("رقمنة المحاكم تسير ببطء", "kamil", "justice", "رقمنة المحاكم"),
    "law_corruption": ("أين قانون الإثراء غير المشروع الذي سحبته الحكومة", "salem", "justice", "الإثراء غير المشروع"),
    "sea_fishing": ("الراحة البيولوجية للأخطبوط يجب أن تحترم", "minister_sea", "sea", "صيد الأخطبوط"),
    "sea_port": ("ميناء الصيد يحتاج إلى توسعة عاجلة", "salem", "sea", "توسعة الميناء"),
    "tourism": ("عدد السياح تجاوز كل التوقعات هذا الصيف", "minister_tourism", "tourism", "موسم السياحة"),
    "culture_books": ("معرض الكتاب يستحق مكانا دائما", "layla", "culture", "معرض الكتاب"),
    "sport_stadium": ("الملعب الكبير سيكون جاهزا قبل البطولة", "minister_sport", "sport", "أشغال الملعب"),
    "french_jobs": ("Le chômage des jeunes diplômés est une bombe à retardement", "kamil", "work", "Chômage des jeunes"),
    "french_water": ("La sécheresse impose une autre gestion de l'eau", "layla", "water", "Sécheresse"),
}  # fmt: skip

SPEAKERS = {
    "salem": ("سالم البرتقالي", "Salem Bortoqali"),
    "layla": ("ليلى شميس", "Layla Chmiss"),
    "nora": ("نورة وردان", "Noura Ouardane"),
    "kamil": ("كميل الخزامي", "Kamil Khouzami"),
    "minister_school": ("هند الزعفراني", "Hind Zaafrani"),
    "minister_health": ("رباب القرنفلي", "Rabab Qaranfouli"),
    "minister_water": ("مراد النعناعي", "Mourad Naanai"),
    "minister_farm": ("طارق البابونجي", "Tarik Babounji"),
    "minister_roads": ("جلال السنبلي", "Jalal Sounbouli"),
    "minister_housing": ("بدر الرمادي", "Badr Ramadi"),
    "minister_work": ("سناء الفيروزي", "Sanae Fayrouzi"),
    "minister_money": ("فؤاد الكهرماني", "Fouad Kahramani"),
    "minister_sea": ("ياسر المرجاني", "Yasser Morjani"),
    "minister_tourism": ("وفاء الياقوتي", "Wafae Yaqouti"),
    "minister_sport": ("أنوار الزمردي", "Anouar Zoumourrodi"),
}

MINISTRIES = {
    "school": ("وزارة المدارس والمناهج", "Ministère de l'École"),
    "health": ("وزارة الصحة", "Ministère de la Santé"),
    "water": ("وزارة الماء", "Ministère de l'Eau"),
    "farm": ("وزارة الفلاحة", "Ministère de l'Agriculture"),
    "roads": ("وزارة النقل", "Ministère des Transports"),
    "housing": ("وزارة السكنى", "Ministère de l'Habitat"),
    "work": ("وزارة الشغل", "Ministère de l'Emploi"),
    "money": ("وزارة المالية", "Ministère des Finances"),
    "justice": ("وزارة العدل", "Ministère de la Justice"),
    "sea": ("وزارة الصيد البحري", "Ministère de la Pêche"),
    "tourism": ("وزارة السياحة", "Ministère du Tourisme"),
    "culture": ("وزارة الثقافة", "Ministère de la Culture"),
    "sport": ("وزارة الرياضة", "Ministère des Sports"),
}

JUDGED = {
    # words as they stand, in another form, spelled otherwise
    "سقوف المدارس": "school_roofs", "مدرسة سقف": "school_roofs", "نقل مدرسي": "school_buses",
    "أستاذ متعاقد": "school_teachers", "الاساتذة المتعاقدين": "school_teachers",
    "المناهج": "school_programme", "هدر مدرسي": "school_leaving", "الفتيات القرى": "school_leaving",
    "أسرة المستشفى": "health_beds", "المستشفي الاقليمي": "health_beds",
    "هجرة الأطباء": "health_doctors", "أجور الاطباء": "health_doctors",
    "ادوية": "health_drugs", "غلاء الدواء": "health_drugs", "اللقاح": "health_vaccine",
    "تصفية الكلى": "health_dialysis", "القصور الكلوي": "health_dialysis",
    "مستعجلات": "health_emergency", "سدود": "water_dams", "حقينة السد": "water_dams",
    "ماء شروب": "water_drink", "انقطاع الماء": "water_drink", "تحلية مياه البحر": "water_sea",
    "ابار عشوائية": "water_wells", "الجفاف": "farm_drought", "تعويض الفلاح": "farm_drought",
    "دعم البذور": "farm_seeds", "أسعار اللحوم": "farm_meat", "زيتون": "farm_olives",
    "الجراد": "farm_locusts", "ثلوج": "road_mountain", "«الطريق السيار»": "road_highway",
    "القطار": "road_train", "قنطرة": "road_bridge", "سيارة الأجرة": "road_taxi",
    "دور الصفيح": "house_slums", "دعم السكن": "house_help", "زلزال": "house_quake",
    "بطالة": "work_unemployed", "النساء": "work_women", "تقاعد": "work_pension",
    "الحد الأدنى للأجر": "work_wage", "الميزانية": "money_budget", "ضريبة القيمة المضافة": "money_tax",
    "مديونية": "money_debt", "محروقات": "money_fuel", "السجون": "law_prison",
    "مدوّنة الأسرة": "law_family", "رقمنة": "law_courts", "«الإثراء غير المشروع»": "law_corruption",
    "أخطبوط": "sea_fishing", "الميناء": "sea_port", "السياح": "tourism", "معرض كتاب": "culture_books",
    "الملعب": "sport_stadium",
    # names, in either script, with slips, together with words
    "شميس الزيتون": "farm_olives", "chmiss sécheresse": "french_water", "chamis السجون": "law_prison",
    "bortokali زلزال": "house_quake", "Salem Bortoqali المحروقات": "money_fuel",
    "البرتقلي ميناء": "sea_port", "wardan الضريبة": "money_tax", "وردان الصفيح": "house_slums",
    "zaafrani": "school_programme", "الزعفارني": "school_programme", "كهرماني": "money_debt",
    "kahramani": "money_debt", "morjani": "sea_fishing", "yakouti": "tourism",
    "babounji الجراد": "farm_locusts", "السنبلي": "road_train",
    # ministries, phrases, what is left out, French
    "وزارة السياحة": "tourism", "وزارة العدل السجون": "law_prison", "الصيد البحري ميناء": "sea_port",
    "الماء -شروب -سدود": "water_sea water_wells", "المدرسي -النقل": "school_leaving",
    "أسعار -اللحوم": "health_drugs", "chomage jeunes": "french_jobs", "sécheresse": "french_water",
    "ministère de la Pêche": "sea_fishing sea_port", "=الميزانية": "", "=ميزانية": "money_budget",
}  # fmt: skip

# Written with the rules of regular forms and of spellings, before they were measured.
JUDGED_FORMS = {
    "المدرسية نقل": "school_buses", "مدرسة قروي": "school_roofs", "دراسي مناهج": "school_programme",
    "مستشفيات إقليمية": "health_beds", "لقاحات": "health_vaccine", "أقاليم جنوبي": "health_vaccine",
    "طبيبين ليلا": "health_emergency", "مائي فرشة": "water_wells", "قطارات": "road_train",
    "إصلاحات التقاعد": "work_pension", "راحة بيولوجي": "sea_fishing", "متضررو الزلزال": "house_quake",
    "شهادة شباب": "work_unemployed", "الخارجيين مديونية": "money_debt",
    "khozami الأطباء": "health_doctors", "el fairouzy تقاعد": "work_pension",
    "lbabounji": "farm_locusts farm_seeds", "wardane ضريبة": "money_tax",
    "el ouerdan صفيح": "house_slums", "zoumoroudi": "sport_stadium", "el kernfouli": "health_vaccine",
}  # fmt: skip

# Nouns of action for what is said with a verb: written before there was a rule for them.
JUDGED_ACTIONS = {
    "انقطاع الماء الشروب": "water_drink", "استنزاف الفرشة": "water_wells",
    "استمرار دعم البذور": "farm_seeds", "احترام الراحة البيولوجية": "sea_fishing",
    "استفادة دعم السكن": "house_help", "مراجعة المناهج": "school_programme",
    "انتظار الأساتذة المتعاقدين": "school_teachers", "احتياج ميناء": "sea_port",
    "مراهنة الميزانية": "money_budget", "استحقاق معرض الكتاب": "culture_books",
    "إصلاح القنطرة": "road_bridge", "تزويد المدينة بالماء": "water_sea",
    "محاصرة القرى": "road_mountain", "تضاعف أسعار اللحوم": "farm_meat",
}  # fmt: skip

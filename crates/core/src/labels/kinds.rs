//! Titles that say what kind a cookie is, and not what it is for.

/// Whether `title` says only whose the cookies are, how long they last or that they are optional.
/// Then the first layer has to say what they are for as well (LAW-14).
///
/// ```
/// use portcullis_core::labels::names_only_a_kind;
///
/// assert!(names_only_a_kind("Third-party cookies"));
/// assert!(names_only_a_kind("Sitzungscookies"));
/// assert!(!names_only_a_kind("Statistics cookies"));
/// ```
pub fn names_only_a_kind(title: &str) -> bool {
    let title = title.to_lowercase();
    let mut words = title
        .split(|it: char| !it.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(without_cookie)
        .peekable();
    words.peek().is_some() && words.all(|it| it.is_empty() || is_word_of_a_kind(it))
}

/// `sessionscookies` as `sessions`, `cookies` as nothing.
fn without_cookie(word: &str) -> &str {
    const COOKIE: [&str; 6] = ["cookies", "cookie", "kakorna", "kakor", "kapsler", "kaka"];
    COOKIE
        .iter()
        .find_map(|it| word.strip_suffix(it))
        .unwrap_or(word)
}

fn is_word_of_a_kind(word: &str) -> bool {
    KINDS
        .iter()
        .any(|words| words.split(' ').any(|it| it == word))
}

/// Whose, how long, optional or not; and what joins such words. A line per language.
const KINDS: [&str; 13] = [
    "1st 3rd first third party parties session sessions persistent permanent temporary lasting \
     long short term lived lifetime own external foreign other others optional additional and or \
     by from of on the this site website company companies partner partners provider providers \
     service services",
    "sessions session tredjepart tredjeparts förstapart förstaparts tredje första part parter \
     beständiga permanenta varaktiga tillfälliga egna externa andra övriga valfria från av och \
     webbplats webbplatsen företag tjänster",
    "sitzung sitzungs dauerhaft dauerhafte permanente persistente temporäre dritt dritter dritten \
     drittanbieter drittanbietern drittpartei drittparteien erstanbieter eigene externe fremde \
     andere anderer weitere sonstige optionale zusätzliche von der und anbieter anbietern \
     unternehmen dienste",
    "de des du et session persistants permanents temporaires durables tiers tierce tierces partie \
     parties propriétaires propres internes externes autres facultatifs optionnels site sociétés",
    "sesión persistentes permanentes temporales terceros tercera terceras parte partes propias \
     externas otras opcionales y sitio empresas",
    "di sessione persistenti permanenti temporanei terzi terza terze prima parte parti \
     proprietari esterni altri facoltativi opzionali e sito aziende",
    "sessie permanente blijvende tijdelijke derden derde eigen externe andere overige optionele \
     van en partij partijen bedrijven diensten",
    "sessão persistentes permanentes temporários terceiros próprios externos outros opcionais \
     empresas",
    "pliki sesyjne sesji trwałe stałe tymczasowe zewnętrzne własne inne opcjonalne podmiotów \
     trzecich stron firm i",
    "ملفات تعريف الارتباط ارتباط كوكيز الجلسة جلسة دائمة الدائمة مؤقتة المؤقتة طرف الطرف أطراف \
     الأطراف ثالث الثالث ثالثة الثالثة خارجية الخارجية أخرى الأخرى اختيارية الاختيارية من",
    "קובצי עוגיות הפעלה קבועות קבועים מתמשכות מתמשכים זמניות זמניים צד שלישי צדדים שלישיים אחרים \
     אחרות אופציונליים אופציונליות חיצוניים חיצוניות של",
    "vedvarende varige midlertidige tredjeparter informasjons egne eksterne valgfrie fra og",
    "istunto pysyvät väliaikaiset kolmannen osapuolen evästeet omat muut valinnaiset",
];

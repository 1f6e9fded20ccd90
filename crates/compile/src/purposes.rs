//! What the kept table is for, in the languages that are built in.

const PURPOSES: [(&str, &str); 11] = [
    (
        "en",
        "Keeps this site's cookie rules, so that they need not be read again on every page.",
    ),
    (
        "ar",
        "يحفظ قواعد ملفات تعريف الارتباط لهذا الموقع كي لا تُقرأ من جديد في كل صفحة.",
    ),
    (
        "de",
        "Bewahrt die Cookie-Regeln dieser Website auf, damit sie nicht auf jeder Seite neu gelesen werden.",
    ),
    (
        "es",
        "Guarda las reglas de cookies de este sitio para no leerlas de nuevo en cada página.",
    ),
    (
        "fr",
        "Conserve les règles de cookies de ce site, pour ne pas les relire à chaque page.",
    ),
    (
        "he",
        "שומר את כללי העוגיות של האתר, כדי שלא ייקראו מחדש בכל עמוד.",
    ),
    (
        "it",
        "Conserva le regole sui cookie di questo sito, per non rileggerle a ogni pagina.",
    ),
    (
        "nl",
        "Bewaart de cookieregels van deze site, zodat ze niet op elke pagina opnieuw worden gelezen.",
    ),
    (
        "pl",
        "Przechowuje reguły plików cookie tej witryny, aby nie czytać ich na każdej stronie od nowa.",
    ),
    (
        "pt",
        "Guarda as regras de cookies deste site, para não as ler de novo em cada página.",
    ),
    (
        "sv",
        "Sparar webbplatsens regler för kakor, så att de inte läses om på varje sida.",
    ),
];

/// In `language`, such as `pt-BR`, or in English.
pub(crate) fn purpose(language: &str) -> &'static str {
    let spoken = |code: &str| {
        let start = language.get(..code.len());
        start.is_some_and(|it| it.eq_ignore_ascii_case(code))
    };
    let [english, ..] = PURPOSES;
    let found = PURPOSES.into_iter().find(|(code, _)| spoken(code));
    found.unwrap_or(english).1
}

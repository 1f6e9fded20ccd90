//! The list of keys.

use super::Default::{Is, None, Required};
use super::Value::{Boolean, Formed, Integer, Link, OneOf, SomeOf, String, Strings, StringsBy, Table as One};
use super::Value::{Tables, Text, TextsBy};
use super::{Default, Key, Table, Value};
use crate::labels;

/// The file.
pub static POLICY: Table = Table {
    path: "",
    keys: &[
        key(
            "languages",
            Strings,
            Is("[\"en\"]"),
            "Languages of the texts, as BCP 47 tags. The first is the fallback. English, Swedish, German, French, Spanish, Italian, Dutch, Portuguese, Polish, Arabic and Hebrew have built-in labels; another language has to give every label in `texts`.",
            "languages = [\"en\", \"sv\"]",
        ),
        key(
            "site",
            One(&SITE),
            Required,
            "Who asks. Shown on the first layer.",
            "[site]",
        ),
        key(
            "consent",
            One(&CONSENT),
            None,
            "How consent is asked and kept.",
            "[consent]",
        ),
        key(
            "gate",
            One(&GATE),
            None,
            "What the gate does with requests.",
            "[gate]",
        ),
        key(
            "banner",
            One(&BANNER),
            None,
            "How the first layer looks.",
            "[banner]",
        ),
        key(
            "texts",
            TextsBy(labels::KEYS),
            None,
            "The interface's own words that you want to change, by label. `{site}` and `{days}` stand for the site's name and the days that an answer is kept.",
            "texts = { intro = \"{site} uses cookies for the purposes below. Nothing optional runs unless you allow it.\" }",
        ),
        key(
            "category",
            Tables(&CATEGORY),
            Required,
            "What a visitor switches, in the order shown. At least one is necessary; 64 at most. No category may be called `unclassified`: say what it is for.",
            "[[category]]",
        ),
        key(
            "service",
            Tables(&SERVICE),
            None,
            "A concrete thing that sets cookies or loads code, in the order shown. 600 at most. Without an optional service there is no banner.",
            "[[service]]",
        ),
    ],
};

static SITE: Table = Table {
    path: "site",
    keys: &[
        key(
            "name",
            Text,
            Required,
            "The name of whoever is responsible for the site.",
            "name = \"AXsensor AB\"",
        ),
        key(
            "privacy_policy",
            Link,
            Required,
            "Where the privacy policy is: an http or https address, or one that starts with `/` or `#`.",
            "privacy_policy = \"/privacy\"",
        ),
        key(
            "contact",
            Formed("a mail address or a link"),
            None,
            "Where a visitor can write to.",
            "contact = \"dpo@example.com\"",
        ),
        key(
            "authority",
            One(&AUTHORITY),
            None,
            "The supervisory authority that a visitor can complain to.",
            "authority = { name = \"IMY\", url = \"https://www.imy.se/\" }",
        ),
    ],
};

static AUTHORITY: Table = Table {
    path: "site.authority",
    keys: &[
        key(
            "name",
            Text,
            Required,
            "The authority's name.",
            "name = \"IMY\"",
        ),
        key(
            "url",
            Formed("a link"),
            Required,
            "The authority's address.",
            "url = \"https://www.imy.se/\"",
        ),
    ],
};

static CONSENT: Table = Table {
    path: "consent",
    keys: &[
        key(
            "model",
            OneOf(&["opt-in", "opt-out", "notice"]),
            Is("\"opt-in\""),
            "`opt-in`: nothing optional runs before a grant. `opt-out`: everything runs until it is refused. `notice`: everything runs and the visitor is told. Anything but `opt-in` is a warning: it is unlawful in the EU and the UK.",
            "model = \"opt-in\"",
        ),
        key(
            "days",
            Integer(1, 400),
            Is("182"),
            "Days that an answer is kept, counted from the answer; accept and refuse alike. More than 182 is a warning: regulators ask for a new question after six months.",
            "days = 182",
        ),
        key(
            "gpc",
            Boolean,
            Is("true"),
            "Whether Global Privacy Control counts as a refusal. It never counts as consent.",
            "gpc = true",
        ),
        key(
            "domain",
            Formed("a domain"),
            None,
            "The domain whose subdomains share the answer. They also count as first-party for the gate.",
            "domain = \"example.com\"",
        ),
    ],
};

static GATE: Table = Table {
    path: "gate",
    keys: &[key(
        "unlisted",
        OneOf(&["allow", "hold"]),
        Is("\"allow\""),
        "What happens to requests to third-party hosts that no service names. `hold` makes them wait too.",
        "unlisted = \"hold\"",
    )],
};

static BANNER: Table = Table {
    path: "banner",
    keys: &[
        key(
            "layout",
            OneOf(&["card", "bar"]),
            Is("\"card\""),
            "A card above the bottom edge, or a bar along it.",
            "layout = \"bar\"",
        ),
        key(
            "position",
            OneOf(&["start", "center", "end"]),
            Is("\"start\""),
            "Where the card stands along the bottom edge: where a line of text starts, in the middle, or where a line ends.",
            "position = \"end\"",
        ),
        key(
            "close_button",
            OneOf(&["none", "reject"]),
            Is("\"none\""),
            "`reject` shows a × that rejects everything optional, as Italy asks for.",
            "close_button = \"reject\"",
        ),
        key(
            "reject",
            OneOf(&["equal", "quiet"]),
            Is("\"equal\""),
            "`quiet` makes the reject button less prominent than accept. It is a warning: regulators ask for equal buttons.",
            "reject = \"equal\"",
        ),
        key(
            "theme",
            StringsBy(THEME_TOKENS),
            None,
            "Values for the `--portcullis-*` tokens, without that prefix. A value is one CSS value: no `;`, braces, `<`, `>`, `@`, backslash, comment or `url()`.",
            "theme = { action = \"#23395b\", radius = \"4px\" }",
        ),
        key(
            "theme_dark",
            StringsBy(THEME_TOKENS),
            None,
            "The same for visitors whose system is dark.",
            "theme_dark = { action = \"#9db8e0\" }",
        ),
    ],
};

/// Theme tokens without their `--portcullis-` prefix.
pub(crate) const THEME_TOKENS: &[&str] = &[
    "surface",
    "text",
    "muted",
    "line",
    "action",
    "action-text",
    "accent",
    "radius",
    "font",
];

static CATEGORY: Table = Table {
    path: "category",
    keys: &[
        key(
            "id",
            Formed("`a-z`, `0-9` and `-`, a letter first, 40 characters at most"),
            Required,
            "Its name in markup, code and the stored answer. No service may have the same.",
            "id = \"third-party\"",
        ),
        key(
            "kind",
            OneOf(&["session", "persistent", "third-party"]),
            Required,
            "What its cookies are, and the checker holds them to it. `session`: all are gone when the browser closes. `persistent`: all stay longer than that. Neither may hold a third party's cookie; a third party's host alone is allowed, for a site may keep its own files elsewhere. `third-party`: each service has a third-party host or cookie.",
            "kind = \"third-party\"",
        ),
        key(
            "necessary",
            Boolean,
            Is("false"),
            "Whether it cannot be switched off. Only what the visitor asked for is necessary: analytics and advertising are not, and a known one is a warning.",
            "necessary = true",
        ),
        key(
            "title",
            Text,
            Required,
            "Its name as the visitor reads it.",
            "title = { en = \"Statistics\", sv = \"Statistik\" }",
        ),
        key(
            "description",
            Text,
            Required,
            "One or two plain sentences: what it is for.",
            "description = \"Counts visits, so that we know what to improve.\"",
        ),
    ],
};

static SERVICE: Table = Table {
    path: "service",
    keys: &[
        key(
            "id",
            Formed("`a-z`, `0-9` and `-`, a letter first, 40 characters at most"),
            Required,
            "Its name in markup, code and the stored answer. No category may have the same.",
            "id = \"analytics\"",
        ),
        key(
            "category",
            Formed("a category's id"),
            Required,
            "The category that switches it.",
            "category = \"third-party\"",
        ),
        key(
            "vendor",
            String,
            Required,
            "The company behind it.",
            "vendor = \"Google Ireland Ltd\"",
        ),
        key(
            "title",
            Text,
            Is("the vendor's name"),
            "Its name as the visitor reads it.",
            "title = \"Google Analytics\"",
        ),
        key(
            "purpose",
            Text,
            None,
            "What it is for, in one plain sentence. Changing it in the first language asks visitors again.",
            "purpose = \"Counts visits and shows which pages are read.\"",
        ),
        key(
            "privacy",
            Link,
            None,
            "The vendor's privacy policy: an http or https address, or one that starts with `/` or `#`.",
            "privacy = \"https://policies.google.com/privacy\"",
        ),
        key(
            "opt_out",
            Link,
            None,
            "Where the vendor lets a visitor opt out.",
            "opt_out = \"https://tools.google.com/dlpage/gaoptout\"",
        ),
        key(
            "hosts",
            Strings,
            None,
            "Where it is recognised. A host stands for its subdomains too and may have a port and a path that the address's path starts with, segment by segment; IP addresses and `localhost` are allowed. A rule that starts with `/` is a path on the page's own host. 200 at most.",
            "hosts = [\"www.googletagmanager.com/gtag/js\", \"google-analytics.com\", \"/stats\"]",
        ),
        key(
            "consent_mode",
            SomeOf(CONSENT_MODE_SIGNALS),
            None,
            "Google Consent Mode signals that it stands for: granted and denied with it.",
            "consent_mode = [\"analytics_storage\"]",
        ),
        key(
            "cookies",
            Tables(&COOKIE),
            None,
            "Cookies that it sets. Declared to the visitor, and erased when it is refused. 200 at most. One name belongs to one category.",
            "cookies = [{ name = \"_ga\", duration = \"2 years\", purpose = \"Tells visitors apart\" }]",
        ),
        key(
            "storage",
            Tables(&STORAGE),
            None,
            "Other storage that it writes. Declared and erased like cookies. 200 at most.",
            "storage = [{ kind = \"local\", name = \"ga:*\", purpose = \"Keeps the visit's number\" }]",
        ),
    ],
};

/// The seven signals of Google Consent Mode (TECH-05).
pub(crate) const CONSENT_MODE_SIGNALS: &[&str] = &[
    "ad_storage",
    "ad_user_data",
    "ad_personalization",
    "analytics_storage",
    "functionality_storage",
    "personalization_storage",
    "security_storage",
];

static COOKIE: Table = Table {
    path: "service.cookies",
    keys: &[
        key(
            "name",
            Formed("a cookie's name; `*` stands for any characters"),
            Required,
            "Its name, or a pattern.",
            "name = \"_ga_*\"",
        ),
        key(
            "duration",
            Formed("a duration: a number and a unit, `session` or `unlimited`"),
            Required,
            "How long it is kept: such as `30 minutes`, `2 years` or `session`. Units are seconds, minutes, hours, days, weeks, months and years. `unlimited` and `until erased` mean the same.",
            "duration = \"2 years\"",
        ),
        key(
            "purpose",
            Text,
            None,
            "What it is for. Leaving it out is a warning.",
            "purpose = \"Tells visitors apart\"",
        ),
        key(
            "party",
            OneOf(&["first", "third"]),
            Is("\"first\""),
            "Whether the site itself holds it or another site's server.",
            "party = \"third\"",
        ),
    ],
};

static STORAGE: Table = Table {
    path: "service.storage",
    keys: &[
        key(
            "kind",
            OneOf(&["local", "session", "indexeddb", "cache"]),
            Required,
            "Where: `localStorage`, `sessionStorage`, an IndexedDB database or a Cache Storage cache.",
            "kind = \"local\"",
        ),
        key(
            "name",
            Formed("a name; `*` stands for any characters"),
            Required,
            "The key or the database's name, or a pattern.",
            "name = \"ga:*\"",
        ),
        key(
            "duration",
            Formed("a duration: a number and a unit, `session` or `unlimited`"),
            Is("`session` for `sessionStorage`, else `unlimited`"),
            "How long it is kept. Storage of kind `session` is gone when the browser closes, so it takes no other duration.",
            "duration = \"1 year\"",
        ),
        key(
            "purpose",
            Text,
            None,
            "What it is for. Leaving it out is a warning.",
            "purpose = \"Keeps the visit's number\"",
        ),
    ],
};

const fn key(
    name: &'static str,
    value: Value,
    default: Default,
    details: &'static str,
    example: &'static str,
) -> Key {
    Key {
        name,
        value,
        default,
        details,
        example,
    }
}

//! The keys of categories and services.

use super::Default::{Is, None, Required};
use super::Table;
use super::Value::{Boolean, Formed, Link, OneOf, SomeOf, String, Strings, Tables, Text};
use super::key;
use crate::words::{Kind, StorageKind};

pub(super) static CATEGORY: Table = Table {
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
            OneOf(Kind::WORDS),
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

pub(super) static SERVICE: Table = Table {
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
        key(
            "on_grant",
            OneOf(&["run", "reload"]),
            Is("\"run\""),
            "What happens to the page when the service is granted. `reload` loads it once more, for code that is part of the site's own program and asks only once, when it starts; both layers say so.",
            "on_grant = \"reload\"",
        ),
        key(
            "on_withdraw",
            OneOf(&["stay", "reload"]),
            Is("\"stay\""),
            "What happens to the page when the service is withdrawn. `reload` loads it once more, for a script that nothing else stops.",
            "on_withdraw = \"reload\"",
        ),
        key(
            "stop",
            Formed("a dotted JavaScript name"),
            None,
            "A function of the service's own script that is called, without arguments, when the service is withdrawn.",
            "stop = \"tidemark.stop\"",
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
        key(
            "http_only",
            Boolean,
            Is("false"),
            "Whether a server sets it out of the page's reach. No page can erase such a cookie: the second layer names it as one that the browser alone can erase.",
            "http_only = true",
        ),
    ],
};

static STORAGE: Table = Table {
    path: "service.storage",
    keys: &[
        key(
            "kind",
            OneOf(StorageKind::WORDS),
            Required,
            "Where: `localStorage`, `sessionStorage`, an IndexedDB database, a Cache Storage cache, or a service worker of the service's own.",
            "kind = \"local\"",
        ),
        key(
            "name",
            Formed("a name; `*` stands for any characters"),
            Required,
            "The key or the database's name, or a pattern. For a service worker the path that it is registered for, such as `/push/*`.",
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

//! The list of keys.

use super::Default::{Is, None, Required};
use super::Value::{
    Boolean, Formed, Integer, Link, OneOf, Strings, StringsBy, Table as One, Tables, Text, TextsBy,
};
use super::lists::{CATEGORY, SERVICE};
use super::{Table, key};
use crate::labels;
use crate::words::{Layout, Model, Position};

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
            "The interface's own words that you want to change, by label. `{site}` and `{days}` stand for the site's name and the days that an answer is kept. In `intro`, `{purposes}` stands for the categories' titles and `{services}` for the number of services; an `intro` without `{purposes}` is followed by each category and its description. `list` shows how `{a}`, `{b}` and `{c}` are joined.",
            "texts = { intro = \"{site} would like to use cookies for {purposes} ({services}).\" }",
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
            OneOf(Model::WORDS),
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
    keys: &[
        key(
            "unlisted",
            OneOf(&["allow", "hold"]),
            Is("\"allow\""),
            "What happens to requests to third-party hosts that no service names. `hold` makes them wait too.",
            "unlisted = \"hold\"",
        ),
        key(
            "enforce",
            OneOf(&["off", "csp"]),
            Is("\"off\""),
            "`csp`: the browser itself refuses what is not granted, by a Content-Security-Policy that the gate adds to the page and `portcullis build` writes to `headers.txt`. It lets in the page's own origin, `consent.domain`, the hosts of necessary and of granted services, and `allow`: no other host, whatever `unlisted` says. A later grant loads the page once more, and the interface says so beforehand. A host without a port stands for the ports 80 and 443 here, and an IPv6 address cannot be let in.",
            "enforce = \"csp\"",
        ),
        key(
            "allow",
            Strings,
            None,
            "Hosts that the browser lets in besides, each with its subdomains; without paths: where `enforce` is `csp`, and on a page that the gate closes since its own start failed. Name those that your pages need to be of use, such as your own CDN; `portcullis build --site DIR` lists candidates. They are let in whatever the visitor answers, but `unlisted = \"hold\"` makes them wait all the same. 200 at most.",
            "allow = [\"cdn.example.net\"]",
        ),
    ],
};

static BANNER: Table = Table {
    path: "banner",
    keys: &[
        key(
            "layout",
            OneOf(Layout::WORDS),
            Is("\"card\""),
            "A card above the bottom edge, or a bar along it.",
            "layout = \"bar\"",
        ),
        key(
            "position",
            OneOf(Position::WORDS),
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
            OneOf(&["equal"]),
            Is("\"equal\""),
            "Accept and reject always look alike, as regulators ask for. There is nothing else to choose, so the line can go.",
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

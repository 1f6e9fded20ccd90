//! The style: what a site links, and what the first layer brings by itself.

use std::fmt::Display;

use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use lightningcss::targets::{Features, Targets};
use portcullis_core::Policy;
use portcullis_core::policy::{BannerPosition, Layout};

/// The theme, and what all surfaces share.
const GROUND: [&str; 2] = [
    include_str!("../../../../style/tokens.css"),
    include_str!("../../../../style/base.css"),
];
const BANNER: &str = include_str!("../../../../style/banner.css");
/// Where the first layer is not a card in a corner.
const WIDE: &str = include_str!("../../../../style/banner-wide.css");
/// Where its corner is the other one.
const END: &str = include_str!("../../../../style/banner-end.css");
/// Where it has a ×.
const CLOSE: &str = include_str!("../../../../style/banner-close.css");
/// The other surfaces, in the order in which they build on each other.
const OTHERS: [&str; 5] = [
    include_str!("../../../../style/motion.css"),
    include_str!("../../../../style/preferences.css"),
    include_str!("../../../../style/placeholder.css"),
    include_str!("../../../../style/declaration.css"),
    include_str!("../../../../style/reopen.css"),
];

/// The style of every surface, with a policy's theme.
///
/// # Errors
/// One line that says why it could not be written.
pub(crate) fn whole(theme: &str) -> Result<String, String> {
    let parts = [
        &GROUND.concat(),
        BANNER,
        WIDE,
        END,
        CLOSE,
        &OTHERS.concat(),
        theme,
    ];
    small(&parts, &[])
}

/// The style of the first layer alone.
///
/// # Errors
/// One line that says why it could not be written.
pub(crate) fn first_layer(policy: &Policy) -> Result<String, String> {
    let banner = policy.banner();
    let is_wide = banner.layout == Layout::Bar || banner.position == BannerPosition::Center;
    let is_end = banner.position == BannerPosition::End;
    let part = |is_there, style| if is_there { style } else { "" };
    let shape = [
        part(is_wide, WIDE),
        part(is_end, END),
        part(banner.close_button, CLOSE),
    ];
    let cross = (!banner.close_button).then_some("portcullis-close");
    let unused: Vec<&str> = cross
        .into_iter()
        .chain(["portcullis-preferences"])
        .collect();
    let parts = [
        &GROUND.concat(),
        BANNER,
        &shape.concat(),
        &policy.theme_css(),
    ];
    small(&parts, &unused)
}

/// The parts as one style, without the rules of classes that are `unused`.
fn small(parts: &[&str], unused: &[&str]) -> Result<String, String> {
    // `width >= 800px` is too new for an old phone.
    let targets = Targets {
        include: Features::MediaRangeSyntax,
        ..Targets::default()
    };
    let css = parts.concat();
    let broken = |why: &dyn Display| format!("the style does not parse: {why}");
    let mut sheet =
        StyleSheet::parse(&css, ParserOptions::default()).map_err(|why| broken(&why))?;
    let options = MinifyOptions {
        targets,
        unused_symbols: unused.iter().map(|class| (*class).to_owned()).collect(),
    };
    sheet.minify(options).map_err(|why| broken(&why))?;
    let options = PrinterOptions {
        minify: true,
        targets,
        ..PrinterOptions::default()
    };
    let small = sheet.to_css(options).map_err(|why| broken(&why))?;
    Ok(small.code)
}

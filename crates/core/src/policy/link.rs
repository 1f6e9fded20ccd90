//! Addresses that a visitor may follow.

use url::Url;

/// Whether `address` is an http or https address, or starts with `/` or `#`.
pub(super) fn is_link(address: &str) -> bool {
    if address.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return false;
    }
    if address.starts_with(['/', '#']) {
        return true;
    }
    // `http:page` is an address to the parser, yet relative to the page in a browser.
    let lower = address.to_ascii_lowercase();
    let has_host = lower.starts_with("https://") || lower.starts_with("http://");
    has_host && Url::parse(address).is_ok()
}

/// Whether `address` is a mail address: one `@` between a name and a domain.
pub(super) fn is_mail(address: &str) -> bool {
    let Some((name, domain)) = address.split_once('@') else {
        return false;
    };
    let plain = |c: char| c.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    let labels = |domain: &str| domain.split('.').all(|label| !label.is_empty());
    !name.is_empty()
        && name.chars().all(plain)
        && domain.contains('.')
        && labels(domain)
        && domain
            .chars()
            .all(|c| c.is_alphanumeric() || c == '.' || c == '-')
}

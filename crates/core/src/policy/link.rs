//! Addresses that a visitor may follow.

use url::Url;

/// Whether `address` is an http or https address, or starts with `/` or `#`; what browsers read as
/// another site's address, `//host` and `/\host`, is neither.
pub(super) fn is_link(address: &str) -> bool {
    if address.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return false;
    }
    if address.starts_with(['/', '#']) {
        return !address.starts_with("//") && !address.starts_with("/\\");
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

#[cfg(test)]
mod tests {
    use super::is_link;

    #[test]
    fn a_link_stays_on_the_site_or_names_its_scheme() {
        for link in [
            "/privacy",
            "/",
            "#top",
            "https://other.example/a",
            "HTTP://a.example",
        ] {
            assert!(is_link(link), "{link}");
        }
        // A browser reads the first four as addresses of another site.
        for link in [
            "//evil.test",
            "/\\evil.test",
            "///evil.test",
            "/\\/evil.test",
            "javascript:alert(1)",
            "privacy",
            "http:page",
            "/a b",
        ] {
            assert!(!is_link(link), "{link}");
        }
    }
}

//! Types for a site's own code, which know the ids of its policy.

use portcullis_core::Policy;

/// For any policy: an id is a text.
pub(super) const ANY: &str = include_str!("../../../../src/portcullis.d.ts");
const SERVICE: &str = "type ServiceId = string;";
const ID: &str = "type Id = string;";

/// The types for `policy`.
pub(super) fn of(policy: &Policy) -> String {
    let services: Vec<&str> = policy.services().map(|(_, it)| it.id.as_str()).collect();
    let categories = policy.categories().map(|(_, it)| it.id.as_str());
    let ids: Vec<&str> = services.iter().copied().chain(categories).collect();
    ANY.replace(SERVICE, &format!("type ServiceId = {};", union(&services)))
        .replace(ID, &format!("type Id = {};", union(&ids)))
}

fn union(ids: &[&str]) -> String {
    if ids.is_empty() {
        return "never".to_owned();
    }
    let quoted: Vec<String> = ids.iter().map(|id| format!("'{id}'")).collect();
    quoted.join(" | ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_one_of_the_policys_own() {
        let policy = include_str!("../../tests/data/clean.toml");
        let types = of(&Policy::parse(policy).unwrap().policy);
        let line = |start: &str| {
            let mut lines = types.lines().map(str::trim);
            lines
                .find(|line| line.starts_with(start))
                .unwrap()
                .to_owned()
        };
        let services = line("type ServiceId = ");
        let ids = line("type Id = ");
        assert!(services.contains("'"), "{services}");
        assert!(
            ids.starts_with(&services.replace("ServiceId", "Id").replace(';', " | ")),
            "{ids}"
        );
        assert_eq!(union(&[]), "never");
        assert!(ANY.contains(SERVICE) && ANY.contains(ID));
    }
}

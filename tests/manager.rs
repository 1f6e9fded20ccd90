//! The reactive layer, natively: no browser, a memory twin of the gate.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;

use portcullis::{
    Choice, ConsentManager, ConsentState, Grants, Held, HeldId, Keeper, PolicyView, ServiceId,
    Share, share,
};
use portcullis_core::state::Decision;
use portcullis_core::view::{CategoryView, ServiceView};
use portcullis_core::words::StateWord;
use portcullis_core::{CategoryId, Method, StaleReason};

/// A service of the tests' policy.
fn service(id: &str) -> ServiceId {
    policy().service_id(id).unwrap()
}

/// The tests' optional category.
fn others() -> CategoryId {
    policy().categories().nth(1).unwrap().0
}

/// The gate's memory twin.
#[derive(Default)]
struct Memory {
    state: RefCell<ConsentState>,
    shown: Cell<Option<HeldId>>,
}

impl Memory {
    fn keep(&self, grants: Grants, method: Method) -> ConsentState {
        self.state.replace(decided(grants, method));
        self.state.borrow().clone()
    }
}

impl Keeper for Memory {
    fn state(&self, _: &PolicyView) -> ConsentState {
        self.state.borrow().clone()
    }

    fn answer(&self, choice: &Choice, view: &PolicyView) -> ConsentState {
        match choice {
            Choice::AcceptAll => self.keep(view.all_optional(), Method::AcceptAll),
            Choice::RejectAll => self.keep(Grants::none(), Method::RejectAll),
            Choice::Custom(grants) => self.keep(grants.clone(), Method::Custom),
        }
    }

    fn withdraw(&self, _: &PolicyView) -> ConsentState {
        self.keep(Grants::none(), Method::Withdraw)
    }

    fn held(&self, _: &PolicyView) -> Vec<Held> {
        Vec::new()
    }

    fn show_once(&self, held: HeldId) {
        self.shown.set(Some(held));
    }

    fn gpc(&self) -> bool {
        true
    }

    fn record(&self) -> String {
        String::new()
    }
}

fn decided(grants: Grants, method: Method) -> ConsentState {
    ConsentState::Decided(Decision {
        grants,
        method,
        decided_at: 29_000_000,
    })
}

fn policy() -> PolicyView {
    let category = |id: &str, necessary| CategoryView {
        id: id.into(),
        necessary,
        ..CategoryView::default()
    };
    let service = |id: &str, category| ServiceView {
        id: id.into(),
        category,
        ..ServiceView::default()
    };
    PolicyView {
        categories: vec![category("session", true), category("third-party", false)],
        services: vec![
            service("login", 0),
            service("analytics", 1),
            service("video", 1),
        ],
        ..PolicyView::default()
    }
}

#[track_caller]
fn check(start: ConsentState, act: impl FnOnce(ConsentManager), expected: &[&str]) {
    let owner = Owner::new();
    owner.set();
    let keeper = Rc::new(Memory {
        state: RefCell::new(start),
        ..Memory::default()
    });
    let manager = ConsentManager::new(policy(), keeper);
    act(manager);
    let granted: Vec<&str> = ["login", "analytics", "video"]
        .into_iter()
        .filter(|id| manager.is_granted(id).get())
        .collect();
    assert_eq!(granted, expected);
}

fn grants(services: &[ServiceId]) -> Grants {
    services.iter().copied().collect()
}

#[test]
fn before_an_answer_only_the_necessary_is_granted_law_01() {
    check(
        ConsentState::Undecided,
        |manager| assert!(manager.needs_choice().get()),
        &["login"],
    );
}

#[test]
fn accept_all_grants_every_optional_service_and_reject_all_none_law_11() {
    check(
        ConsentState::Undecided,
        ConsentManager::accept_all,
        &["login", "analytics", "video"],
    );
    check(
        ConsentState::Undecided,
        ConsentManager::reject_all,
        &["login"],
    );
}

#[test]
fn an_answer_ends_the_question_either_way() {
    for act in [
        ConsentManager::accept_all,
        ConsentManager::reject_all,
        ConsentManager::withdraw,
    ] {
        check_needs(ConsentState::Undecided, act, false);
    }
}

#[track_caller]
fn check_needs(start: ConsentState, act: impl FnOnce(ConsentManager), expected: bool) {
    let owner = Owner::new();
    owner.set();
    let manager = ConsentManager::new(
        policy(),
        Rc::new(Memory {
            state: RefCell::new(start),
            ..Memory::default()
        }),
    );
    let needs = manager.needs_choice();
    act(manager);
    assert_eq!(needs.get(), expected);
}

#[test]
fn saving_grants_exactly_what_is_switched_on_law_15() {
    check(
        ConsentState::Undecided,
        |it| it.save(grants(&[service("video")])),
        &["login", "video"],
    );
}

#[test]
fn always_showing_one_service_keeps_the_other_answers() {
    let analytics = decided(grants(&[service("analytics")]), Method::Custom);
    check(
        analytics,
        |it| it.grant_also(&[service("video")]),
        &["login", "analytics", "video"],
    );
    check(
        decided(Grants::none(), Method::RejectAll),
        |it| it.grant_also(&[service("video")]),
        &["login", "video"],
    );
}

#[test]
fn withdrawing_takes_every_grant_back_law_31() {
    let all = decided(
        grants(&[service("analytics"), service("video")]),
        Method::AcceptAll,
    );
    check(all, ConsentManager::withdraw, &["login"]);
}

#[test]
fn an_expired_answer_grants_nothing_and_asks_again_law_21() {
    let decision = Decision {
        grants: grants(&[service("video")]),
        method: Method::AcceptAll,
        decided_at: 0,
    };
    let expired = ConsentState::Stale {
        decision,
        reason: StaleReason::Expired,
    };
    check(
        expired,
        |manager| assert!(manager.needs_choice().get()),
        &["login"],
    );
}

#[test]
fn what_was_granted_stays_granted_when_a_service_is_new_law_22() {
    let decision = Decision {
        grants: grants(&[service("analytics")]),
        method: Method::Custom,
        decided_at: 0,
    };
    let stale = ConsentState::Stale {
        decision,
        reason: StaleReason::Revision(vec![service("video")]),
    };
    check(
        stale,
        |manager| assert!(manager.needs_choice().get()),
        &["login", "analytics"],
    );
}

#[test]
fn an_unknown_service_is_never_granted() {
    check(
        ConsentState::Undecided,
        |manager| {
            manager.accept_all();
            assert!(!manager.is_granted("__proto__").get());
        },
        &["login", "analytics", "video"],
    );
}

#[test]
fn nothing_optional_means_no_question_invariant_11() {
    let owner = Owner::new();
    owner.set();
    let mut policy = policy();
    policy.services.truncate(1);
    let manager = ConsentManager::new(policy, Rc::new(Memory::default()));
    assert!(!manager.needs_choice().get());
}

#[test]
fn a_category_is_granted_when_all_of_its_services_are() {
    check(
        ConsentState::Undecided,
        |manager| {
            manager.save(grants(&[service("video")]));
            assert!(!manager.is_category_granted(others()).get());
            manager.accept_all();
            assert!(manager.is_category_granted(others()).get());
        },
        &["login", "analytics", "video"],
    );
}

#[test]
fn a_category_is_none_some_or_all_of_its_services() {
    let view = policy();
    assert_eq!(share(&view, others(), &Grants::none()), Share::None);
    assert_eq!(
        share(&view, others(), &grants(&[service("analytics")])),
        Share::Some
    );
    assert_eq!(
        share(
            &view,
            others(),
            &grants(&[service("analytics"), service("video")])
        ),
        Share::All
    );
    assert_eq!(
        share(&view, others(), &grants(&[service("login")])),
        Share::None
    );
}

#[test]
fn show_once_stores_nothing() {
    let owner = Owner::new();
    owner.set();
    let keeper = Rc::new(Memory::default());
    let manager = ConsentManager::new(policy(), Rc::clone(&keeper) as Rc<dyn Keeper>);
    manager.show_once(HeldId(7));
    assert_eq!(keeper.shown.get(), Some(HeldId(7)));
    assert_eq!(manager.state().get(), ConsentState::Undecided);
}

#[test]
fn the_gpc_signal_is_passed_on_law_42() {
    let owner = Owner::new();
    owner.set();
    assert!(ConsentManager::new(policy(), Rc::new(Memory::default())).gpc());
}

#[test]
fn before_an_answer_what_runs_until_it_is_refused_is_on() {
    // Models opt-out and notice: the second layer starts from what the gate lets run.
    let running = || ConsentState::undecided(grants(&[service("analytics"), service("video")]));
    let all = ["login", "analytics", "video"];
    check(running(), |it| assert!(it.needs_choice().get()), &all);
    check(
        running(),
        |it| assert_eq!(it.state().get().word(), StateWord::Undecided),
        &all,
    );
    check(
        running(),
        |it| {
            assert_eq!(
                it.state().with_untracked(ConsentState::grants),
                grants(&[service("analytics"), service("video")])
            )
        },
        &all,
    );
    check(running(), ConsentManager::reject_all, &["login"]);
    check_needs(running(), ConsentManager::reject_all, false);
}

#[test]
fn without_an_answer_or_a_model_that_presumes_one_nothing_runs_law_01() {
    assert_eq!(
        ConsentState::undecided(Grants::none()),
        ConsentState::Undecided
    );
    assert_eq!(ConsentState::Undecided.grants(), Grants::none());
}

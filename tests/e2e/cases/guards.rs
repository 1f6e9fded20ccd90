//! What nobody annotated waits too: the pages in `tests/pages`, each way with a canary of
//! its own, in every state of a visitor. The servers' log says what leaked.

mod engines;
mod intact;
mod modes;
mod more;
mod off;
mod once;
mod pages;
mod patches;
mod replaced;
mod storage;
mod ways;

//! The native modal dialog: it makes the page inert, keeps the focus inside and
//! closes on Escape by itself.

use web_sys::{HtmlDialogElement, HtmlElement};

use super::dom;

/// A dialog that is open until dropped. Then the focus returns to where it was.
#[must_use = "the dialog is only open while this guard is alive"]
pub struct ModalDialog {
    dialog: HtmlDialogElement,
    opener: Option<HtmlElement>,
}

impl ModalDialog {
    /// Opens `dialog` over the page and moves the focus to `heading` (A11Y-20).
    pub fn open(dialog: HtmlDialogElement, heading: Option<&HtmlElement>) -> Option<ModalDialog> {
        let opener = dom::focused();
        dialog.show_modal().ok()?;
        if let Some(heading) = heading {
            dom::focus(heading);
        }
        Some(ModalDialog { dialog, opener })
    }
}

impl Drop for ModalDialog {
    fn drop(&mut self) {
        self.dialog.close();
        match &self.opener {
            Some(opener) if opener.is_connected() => dom::focus(opener),
            _ => dom::focus_first("[data-portcullis=preferences]"),
        }
    }
}

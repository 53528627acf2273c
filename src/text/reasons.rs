//! Why something could not be done, in words: what Relevo says by a key, see [`reason`].

use super::catalogue::Catalogue;
use crate::domain::reason;
use crate::domain::settings::Language;

/// A reason of Relevo's own as a sentence; nothing for what a gateway said, which is to be quoted.
#[must_use]
pub fn sentence(why: &str, language: Language) -> Option<String> {
    let key = match why {
        reason::NOT_ON_WHATSAPP => "reason-not-on-whatsapp",
        reason::NOT_IN_GROUP => "reason-not-in-group",
        reason::GROUP_FULL => "reason-group-full",
        reason::GROUP_NOT_FOUND => "reason-group-not-found",
        reason::GROUP_NOT_FOR_TICKETS => "group-not-for-tickets",
        reason::GROUP_NOT_READY => "job-group-not-ready",
        reason::ADOPT_NOT_ADMIN => "job-adopt-not-admin",
        reason::NOT_ADMIN => "job-not-admin",
        reason::CANNOT_CHANGE_GROUPS => "job-cannot-change",
        reason::FILE_TOO_LARGE => "reason-file-too-large",
        reason::FILE_SLOW => "reason-file-slow",
        reason::FILE_GONE => "reason-file-gone",
        reason::FILE_EMPTY => "reason-file-empty",
        reason::FILE_NOT_HERE => "reason-file-not-here",
        reason::FILE_BROKE_OFF => "reason-file-broke-off",
        reason::KEY_REFUSED => "reason-key-refused",
        reason::SERVER_UNREACHABLE => "reason-server-unreachable",
        reason::NO_ANSWER => "reason-no-answer",
        reason::LINE_OFF => "reason-line-off",
        reason::LOGGED_OUT => "reason-logged-out",
        reason::INSTANCE_REMOVED => "reason-instance-removed",
        reason::SIMULATED => "reason-simulated",
        reason::SHIFT_ENDED => "reason-shift-ended",
        _ => return None,
    };
    Some(Catalogue::of(language).text(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_of_our_own_is_said_in_every_language_and_nothing_else_is() {
        for language in [Language::Es, Language::Pt, Language::En] {
            for why in reason::ALL {
                let said = sentence(why, language).unwrap();
                assert!(said.contains(' ') && said.ends_with('.'), "{why}: {said}");
            }
            assert_eq!(sentence("status 500", language), None);
        }
    }
}

//! How long agents let a case wait, in a run about alerts: every way in which a limit can be met or missed.

use super::plan::Limits;
use super::token::CaseNo;

/// What agents do about a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// Somebody claims it as soon as there is anybody free.
    Attentive,
    /// Somebody claims it a moment before the limit.
    JustInTime,
    /// Nobody claims it before so many alerts.
    Alerted(u32),
    /// Somebody claims it and says nothing until supervisors are alerted.
    Silent,
}

impl Waiting {
    /// That of a case: of ten, two are claimed at once, two just in time, three after the first alert, two after the
    /// second, and one is claimed and not answered. Of fifty, one waits for repetitions, where that is asked for.
    #[must_use]
    pub fn of(case: CaseNo, limits: &Limits) -> Self {
        match case.0 % 10 {
            1 if limits.repeats > 0 && case.0 % 50 == 1 => Self::Alerted(2 + limits.repeats),
            0 | 5 => Self::Attentive,
            3 | 8 => Self::JustInTime,
            2 | 7 => Self::Alerted(2),
            9 => Self::Silent,
            _ => Self::Alerted(1),
        }
    }
}

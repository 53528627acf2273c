//! The simulated customers of an exercise: what they write when a step begins, and how an earlier round ends.

use super::{Practice, Trouble, customer_phone};
use crate::domain::ids::Timestamp;
use crate::domain::lesson::Step;
use crate::domain::phone::Phone;
use crate::domain::settings::IntakeMode;
use crate::gateway::simulator::people::{PersonId, PersonKind};
use crate::store::training::{PracticeRoom, TrainingRow};
use crate::web::error::WebError;
use crate::web::words::Words;

/// Begins the row's step: whoever has to write now writes.
///
/// # Errors
/// [`Trouble`], where the simulator takes nobody more in.
pub fn begin(
    practice: &Practice,
    row: &mut TrainingRow,
    now: Timestamp,
    words: Words,
) -> Result<(), Trouble> {
    row.since = now;
    match row.step {
        Step::Take => {
            if row.customer.is_none() {
                row.customer = Some(comes(practice, row, 0, words)?);
            }
        }
        Step::Info => says(practice, row.customer.as_ref(), "training-say-info", words)?,
        Step::Urgent => {
            if row.urgent.is_none() {
                row.urgent = Some(comes(practice, row, 1, words)?);
            }
        }
        Step::Groups => {
            says(practice, row.customer.as_ref(), "training-say-first", words)?;
            says(practice, row.urgent.as_ref(), "training-say-second", words)?;
        }
        Step::Register
        | Step::Answer
        | Step::ToCustomer
        | Step::Close
        | Step::Mistakes
        | Step::Done => {}
    }
    Ok(())
}

/// Ends what is open in the trainee's personal groups, as the trainee would.
///
/// # Errors
/// [`Trouble`], where the simulator does not let the trainee write.
pub fn leave(
    practice: &Practice,
    trainee: PersonId,
    rooms: &[PracticeRoom],
    words: Words,
) -> Result<(), Trouble> {
    let open = rooms.iter().filter(|room| room.busy).filter_map(|room| room.chat.as_ref());
    for chat in open {
        practice.simulator.write_group(trainee, chat, &words.t("training-say-leave"), None)?;
    }
    Ok(())
}

/// A customer's name.
#[must_use]
pub fn name(which: u32, words: Words) -> String {
    words.t(if which == 0 { "training-first" } else { "training-second" })
}

/// A new customer writes, and answers the menu.
fn comes(
    practice: &Practice,
    row: &TrainingRow,
    which: u32,
    words: Words,
) -> Result<Phone, Trouble> {
    let phone = customer_phone(row.user, row.round, which)
        .ok_or_else(|| WebError::fault(&"no number for a customer"))?;
    let simulator = &practice.simulator;
    let person = simulator.add_person(&name(which, words), &phone, PersonKind::Customer)?;
    let opening = if which == 0 { "training-say-hello" } else { "training-say-urgent" };
    simulator.write_dm(person, &words.t(opening), None)?;
    match practice.line.settings.intake {
        IntakeMode::Menu => {
            simulator.write_dm(person, "1", None)?;
        }
        IntakeMode::Direct | IntakeMode::External => {}
    }
    Ok(phone)
}

fn says(
    practice: &Practice,
    phone: Option<&Phone>,
    key: &str,
    words: Words,
) -> Result<(), Trouble> {
    let Some(phone) = phone else { return Ok(()) };
    let person = practice.simulator.read(|net| net.person_with(phone).map(|person| person.id));
    if let Some(person) = person {
        practice.simulator.write_dm(person, &words.t(key), None)?;
    }
    Ok(())
}

//! What a trainee needs on the practice line: a main group, and an agent with three personal groups.

use std::time::Duration;

use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, timeout_at};

use super::{ONE_AT_A_TIME, Practice, Trouble, trainee_phone};
use crate::domain::ids::{LineId, Timestamp};
use crate::domain::phone::Phone;
use crate::domain::settings::{GroupKind, IntakeMode, LineSettings};
use crate::domain::staff::Labels;
use crate::engine::EngineError;
use crate::store::agents::{self, AgentRow};
use crate::store::groups::{self, GroupRow};
use crate::store::users::UserRow;
use crate::web::error::WebError;
use crate::web::house::Panel;
use crate::web::panel::read;
use crate::web::words::Words;

/// Personal groups of a trainee: two cases at once, and one group to be wrong in.
pub const ROOMS: u8 = 3;
/// How long the page waits for it all to be there; it may be asked for again.
const PATIENCE: Duration = Duration::from_secs(15);
/// Characters of a user's name that are used.
const NAME_MOST: usize = 40;

/// What is to be done next.
#[derive(Debug, PartialEq)]
enum Next {
    CreateGroup,
    AddAgent,
    MendAgent(Box<AgentRow>),
    Wait,
    Nothing(Box<AgentRow>),
}

/// Sets all of it up, where it is missing. `None`: it is on its way.
///
/// # Errors
/// [`Trouble`], where the engine turns something down.
pub async fn set_up(
    panel: &Panel,
    practice: &Practice,
    user: &UserRow,
    words: Words,
) -> Result<Option<AgentRow>, Trouble> {
    let phone = trainee_phone(user.id).ok_or_else(|| WebError::fault(&"no number"))?;
    let (line, engine) = (practice.line.id, &panel.engine);
    let kind = kind_of(&practice.line.settings);
    let short: String = user.name.chars().take(NAME_MOST).collect();
    let name = words.name("training-agent", &short);
    let mut changes = engine.changes();
    let until = Instant::now() + PATIENCE;
    loop {
        let one_at_a_time = ONE_AT_A_TIME.lock().await;
        let (agents, groups) = people(panel, line).await?;
        let wait = match next(&agents, &groups, kind, &phone, &name) {
            Next::CreateGroup => {
                let key = format!("groups-suggest-{}", kind.name());
                let subject = words.name(&key, &practice.line.settings.company);
                told(engine.add_group(line, kind, subject, None, None, Labels::default()).await)?;
                false
            }
            Next::AddAgent => {
                crate::web::pages::simulator::name_phone(panel, line, &name, &phone);
                let all = Vec::new();
                let added = engine.add_agent(line, name.clone(), phone.clone(), true, ROOMS, all);
                told(added.await)?;
                false
            }
            Next::MendAgent(agent) => {
                crate::web::pages::simulator::name_phone(panel, line, &name, &phone);
                told(engine.edit_agent(line, agent.id, name.clone(), true, ROOMS).await)?;
                false
            }
            Next::Nothing(agent) => return Ok(Some(*agent)),
            Next::Wait => true,
        };
        drop(one_at_a_time);
        if wait {
            match timeout_at(until, changes.recv()).await {
                Ok(Ok(_) | Err(RecvError::Lagged(_))) => {}
                Ok(Err(RecvError::Closed)) | Err(_) => return Ok(None),
            }
        }
        if Instant::now() >= until {
            return Ok(None);
        }
    }
}

/// The trainee's agent, if all of it is there.
#[must_use]
pub fn ready(agents: &[AgentRow], phone: &Phone) -> Option<AgentRow> {
    let mine = agents.iter().find(|agent| agent.phone == phone.digits())?;
    let is_ready = |n: u8| mine.slots.iter().any(|slot| slot.number == n && slot.ready);
    (mine.active && (1..=ROOMS).all(is_ready)).then(|| mine.clone())
}

/// Everybody on the line.
///
/// # Errors
/// A fault of the store.
pub async fn people(
    panel: &Panel,
    line: LineId,
) -> Result<(Vec<AgentRow>, Vec<GroupRow>), WebError> {
    read(panel, move |conn| -> diesel::QueryResult<_> {
        Ok((agents::all(conn, line, Timestamp(0))?, groups::all(conn, line)?))
    })
    .await
}

/// The kind of main group that the simulated customers' cases go to.
#[must_use]
pub fn kind_of(settings: &LineSettings) -> GroupKind {
    match settings.intake {
        IntakeMode::Menu => GroupKind::Support,
        IntakeMode::Direct | IntakeMode::External => settings.default_department.kind(),
    }
}

fn next(
    agents: &[AgentRow],
    groups: &[GroupRow],
    kind: GroupKind,
    phone: &Phone,
    name: &str,
) -> Next {
    let mut of_kind = groups.iter().filter(|group| group.kind == kind).peekable();
    if of_kind.peek().is_none() {
        return Next::CreateGroup;
    }
    if !of_kind.any(|group| group.chat.is_some()) {
        return Next::Wait;
    }
    let Some(mine) = agents.iter().find(|agent| agent.phone == phone.digits()) else {
        return Next::AddAgent;
    };
    if !mine.active || mine.wanted < ROOMS || mine.name != name {
        return Next::MendAgent(Box::new(mine.clone()));
    }
    ready(agents, phone).map_or(Next::Wait, |agent| Next::Nothing(Box::new(agent)))
}

fn told(done: Result<(), EngineError>) -> Result<(), Trouble> {
    done.map_err(|error| match error {
        EngineError::Refused(refusal) => {
            tracing::warn!(%refusal, "the training could not be set up");
            Trouble::Told("flash-bad-training-refused")
        }
        EngineError::Unavailable => Trouble::Told("flash-bad-unavailable"),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::identity::Identity;
    use crate::domain::ids::{AgentId, GroupId, SlotId};
    use crate::store::agents::SlotRow;

    #[test]
    fn a_desk_is_set_up_one_thing_after_the_other() {
        let phone = Phone::from_digits("5493817000101").unwrap();
        let next = |agents: &[AgentRow], groups: &[GroupRow]| {
            next(agents, groups, GroupKind::Support, &phone, "Ana (práctica)")
        };
        assert_eq!(next(&[], &[]), Next::CreateGroup);
        assert_eq!(next(&[], &[group(GroupKind::Sales, true)]), Next::CreateGroup);
        assert_eq!(next(&[], &[group(GroupKind::Support, false)]), Next::Wait);
        let groups = [group(GroupKind::Support, true)];
        assert_eq!(next(&[], &groups), Next::AddAgent);
        assert_eq!(next(&[agent(2)], &groups), Next::Wait);
        let whole = agent(ROOMS);
        assert_eq!(
            next(std::slice::from_ref(&whole), &groups),
            Next::Nothing(Box::new(whole.clone()))
        );
        let away = AgentRow { active: false, ..whole };
        assert_eq!(
            next(std::slice::from_ref(&away), &groups),
            Next::MendAgent(Box::new(away.clone()))
        );
    }

    fn group(kind: GroupKind, is_there: bool) -> GroupRow {
        GroupRow {
            id: GroupId(1),
            kind,
            name: "Grupo".into(),
            chat: is_there.then(|| "1@g.us".into()),
            labels: Labels::default(),
            invite: None,
            members: Vec::new(),
            job: None,
            pending: 0,
        }
    }

    fn agent(ready: u8) -> AgentRow {
        let slot = |number: u8| SlotRow {
            id: SlotId(i64::from(number)),
            number,
            name: format!("N°{number}"),
            ready: number <= ready,
            case: None,
            invite: None,
        };
        AgentRow {
            id: AgentId(1),
            name: "Ana (práctica)".into(),
            phone: "5493817000101".into(),
            active: true,
            wanted: ROOMS,
            added_at: Timestamp(0),
            checked: Identity::default(),
            registration: None,
            memberships: BTreeMap::new(),
            slots: (1..=ROOMS).map(slot).collect(),
            cases_today: 0,
        }
    }
}

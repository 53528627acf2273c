//! How a trainee stands: the facts, from the chats of the simulator and the cases in the store.

use std::collections::BTreeSet;

use super::desk::{kind_of, people, ready};
use super::{Practice, trainee_phone};
use crate::domain::ids::{AgentId, ChatId, Timestamp, WaId};
use crate::domain::lesson::{self, Case, Facts, Room, Said, Stage, Verdict};
use crate::domain::phone::Phone;
use crate::gateway::simulator::people::PersonId;
use crate::gateway::simulator::{Author, Network, Place};
use crate::store::Conn;
use crate::store::tickets::TicketState;
use crate::store::training::{self, PracticeCase, PracticeRoom, TrainingRow};
use crate::store::users::UserId;
use crate::web::error::WebError;
use crate::web::house::Panel;
use crate::web::panel::read;

/// Messages of a chat that are looked through, the newest.
const LOOKED_THROUGH: usize = 300;

/// How a trainee stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// How far.
    pub row: TrainingRow,
    /// What came of the step.
    pub verdict: Verdict,
    /// Whose phone it is.
    pub me: PersonId,
    /// The main groups that cases of the exercise go to, with the trainee in them, each with its name.
    pub mains: Vec<(ChatId, String)>,
    /// The personal groups.
    pub rooms: Vec<PracticeRoom>,
    /// The first customer's case.
    pub customer: Option<PracticeCase>,
    /// The case of the one who cannot wait.
    pub urgent: Option<PracticeCase>,
    /// The main group that the announcement of the step is in.
    pub announced: Option<ChatId>,
}

/// How far somebody is in setting out.
#[derive(Debug, Clone)]
pub enum Progress {
    /// Nothing was begun.
    Nowhere,
    /// The desk is being set up.
    Preparing,
    /// In the middle of it.
    At(Box<Standing>),
}

/// How this user stands now.
///
/// # Errors
/// A fault of the store.
pub async fn of(panel: &Panel, practice: &Practice, user: UserId) -> Result<Progress, WebError> {
    let line = practice.line.id;
    let phone = trainee_phone(user).ok_or_else(|| WebError::fault(&"no number"))?;
    let (agents, groups) = people(panel, line).await?;
    let is_known = agents.iter().any(|agent| agent.phone == phone.digits());
    let Some(agent) = ready(&agents, &phone) else {
        return Ok(if is_known { Progress::Preparing } else { Progress::Nowhere });
    };
    let me = practice.simulator.read(|net| net.person_with(&phone).map(|person| person.id));
    let id = agent.id;
    let found = read(panel, move |conn| -> diesel::QueryResult<_> {
        let Some(row) = training::find(conn, user)? else { return Ok(None) };
        let case = |conn: &mut Conn, phone: Option<&Phone>| match phone {
            Some(phone) => training::case_of(conn, line, phone, row.since),
            None => Ok(None),
        };
        let customer = case(conn, row.customer.as_ref())?;
        let urgent = case(conn, row.urgent.as_ref())?;
        let rooms = training::rooms(conn, line, id)?;
        Ok(Some((row, customer, urgent, rooms)))
    })
    .await?;
    let (Some((row, customer, urgent, rooms)), Some(me)) = (found, me) else {
        return Ok(Progress::Nowhere);
    };
    if row.line != line {
        return Ok(Progress::Nowhere);
    }
    let kind = kind_of(&practice.line.settings);
    let mains: Vec<_> = groups
        .iter()
        .filter(|group| group.kind == kind)
        .filter(|group| group.members.iter().any(|member| member.agent == id))
        .filter_map(|group| Some((group.id, group.chat.clone()?, group.name.clone())))
        .collect();
    let latest = urgent.as_ref().or(customer.as_ref()).map(|case| case.group);
    let announced = mains.iter().find(|(group, ..)| Some(*group) == latest);
    let announced = announced.map(|(_, chat, _)| chat.clone());
    let mains: Vec<_> = mains.into_iter().map(|(_, chat, name)| (chat, name)).collect();
    let reached: BTreeSet<&WaId> =
        customer.iter().chain(&urgent).flat_map(|case| &case.replies).collect();
    let facts = practice.simulator.read(|net| {
        let logs = Logs { net, me, since: row.since, reached: &reached };
        Facts {
            registered: agent.registration.is_some(),
            main: mains.iter().flat_map(|(chat, _)| logs.said(chat)).collect(),
            rooms: rooms
                .iter()
                .map(|room| Room {
                    name: room.name.clone(),
                    busy: room.busy,
                    said: room.chat.iter().flat_map(|chat| logs.said(chat)).collect(),
                })
                .collect(),
            customer: case_of(customer.as_ref(), id),
            urgent: case_of(urgent.as_ref(), id),
            deleted: mains.iter().any(|(chat, _)| logs.lost(chat, row.began_at)),
        }
    });
    let verdict = lesson::judge(row.step, &facts);
    let standing = Standing { row, verdict, me, mains, rooms, customer, urgent, announced };
    Ok(Progress::At(Box::new(standing)))
}

fn case_of(found: Option<&PracticeCase>, me: AgentId) -> Case {
    let Some(found) = found else { return Case::default() };
    let stage = match (found.state, &found.agent) {
        (TicketState::Pending, _) => Stage::Pending,
        (TicketState::InProgress, Some((agent, name))) if *agent != me => {
            Stage::Taken { by: name.clone() }
        }
        (TicketState::InProgress, _) => Stage::Mine,
        (TicketState::Closed, _) => Stage::Closed {
            reason: found.reason.as_ref().is_some_and(|reason| !reason.trim().is_empty()),
        },
    };
    Case { stage, replies: found.replies.len() }
}

/// The chats, as far as they concern the step.
struct Logs<'a> {
    net: &'a Network,
    me: PersonId,
    since: Timestamp,
    reached: &'a BTreeSet<&'a WaId>,
}

impl Logs<'_> {
    /// What the trainee wrote there since the step began, oldest first.
    fn said(&self, chat: &ChatId) -> Vec<Said> {
        let place = Place::Group(chat.clone());
        let mut answered = false;
        let mut said = Vec::new();
        for message in self.net.log(&place).rev().take(LOOKED_THROUGH) {
            if message.at < self.since {
                break;
            }
            match message.author {
                Author::Line => answered = true,
                Author::Person(person) if person == self.me && !message.deleted => {
                    said.push(Said {
                        text: message.content.words().unwrap_or_default().to_owned(),
                        quotes: message.quote.is_some(),
                        answered,
                        reached: self.reached.contains(&message.id),
                    });
                }
                Author::Person(_) => {}
            }
        }
        said.reverse();
        said
    }

    /// Whether a message of Relevo's was deleted there.
    fn lost(&self, chat: &ChatId, since: Timestamp) -> bool {
        let place = Place::Group(chat.clone());
        let newest = self.net.log(&place).rev().take(LOOKED_THROUGH);
        newest
            .take_while(|message| message.at >= since)
            .any(|message| message.author == Author::Line && message.deleted)
    }
}

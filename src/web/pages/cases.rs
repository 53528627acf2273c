//! `/tickets/{no}/{act}`: what a supervisor does with a case; an operator closes and notes their own.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::{Scene, show};
use crate::domain::acts::By;
use crate::domain::ids::{AgentId, GroupId, LineId, TicketNo};
use crate::domain::refusal::Refusal;
use crate::engine::EngineError;
use crate::engine::cases::Acting;
use crate::store::agents::{self, AgentRow};
use crate::store::groups;
use crate::store::tickets::{self, TicketPage as Found, TicketState};
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::Posted;
use crate::web::house::Panel;
use crate::web::panel::acts::{Acts, May, Typed, Verb, Wanted};
use crate::web::panel::shell::Section;
use crate::web::panel::ticket::TicketPage;
use crate::web::panel::{read, redirect_saying};
use crate::web::session::{Sight, Visitor};

/// Characters of a user's name that stand in a case's history.
const NAME_MOST: usize = 80;

/// A case, and who and what it could go to.
pub(super) struct Case {
    pub found: Found,
    agents: Vec<AgentRow>,
    groups: Vec<(GroupId, String)>,
}

/// Goes on if this person may look at a case; for anybody else there is no such case.
///
/// # Errors
/// [`WebError::NotFound`].
pub(super) async fn may_see(
    panel: &Panel,
    visitor: &Visitor,
    line: LineId,
    no: TicketNo,
) -> Result<(), WebError> {
    let sees = match visitor.sight() {
        Sight::All => true,
        Sight::Of(own, agent) if own == line => {
            read(panel, move |conn| tickets::has_attended(conn, line, no, agent)).await?
        }
        Sight::Of(..) | Sight::Nothing => false,
    };
    if sees { Ok(()) } else { Err(WebError::NotFound) }
}

/// A case that this person may look at, with all that its page shows.
pub(super) async fn find(
    panel: &Panel,
    visitor: &Visitor,
    scene: &Scene,
    no: TicketNo,
) -> Result<Case, WebError> {
    let line = scene.line.id;
    may_see(panel, visitor, line, no).await?;
    let midnight = scene.shell.when(&scene.line).midnight();
    let case = read(panel, move |conn| {
        let Some(found) = tickets::find(conn, line, no)? else { return Ok(None) };
        let (agents, groups) = (agents::all(conn, line, midnight)?, groups::names(conn, line)?);
        diesel::QueryResult::Ok(Some(Case { found, agents, groups }))
    })
    .await?;
    let mut case = case.ok_or(WebError::NotFound)?;
    let sight = visitor.sight();
    let shown = |agent: &Option<(AgentId, String)>| {
        sight.shows(line, agent.as_ref().map(|(agent, _)| *agent))
    };
    case.found.previous.retain(|row| shown(&row.agent));
    Ok(case)
}

/// What this person may do with a case, as forms.
pub(super) fn acts(visitor: &Visitor, scene: &Scene, case: &Case, typed: Option<&Typed>) -> Acts {
    let may = may(visitor, scene.line.id, &case.found);
    Acts::new(&case.found.ticket, may, &case.agents, &case.groups, scene.shell.words, typed)
}

fn may(visitor: &Visitor, line: LineId, found: &Found) -> May {
    let case = &found.ticket;
    if case.state == TicketState::Closed {
        return May::Look;
    }
    if visitor.must_act().is_ok() {
        return May::All;
    }
    let agent = case.agent.as_ref().map(|(agent, _)| *agent);
    let is_own = case.state == TicketState::InProgress && visitor.sight().shows(line, agent);
    if is_own { May::Own } else { May::Look }
}

/// `POST /tickets/{no}/{act}`
pub async fn act(
    request: HttpRequest,
    panel: Data<Panel>,
    posted: Posted,
    which: Path<(i64, String)>,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    let (no, verb) = which.into_inner();
    let verb = Verb::from_name(&verb).ok_or(WebError::NotFound)?;
    let scene =
        Scene::set(&request, &panel, &visitor, fields.get("linea"), Section::Tickets).await?;
    let (line, ticket) = (scene.line.id, TicketNo(no));
    let case = find(&panel, &visitor, &scene, ticket).await?;
    let is_closed = case.found.ticket.state == TicketState::Closed;
    // Of a closed case the engine says so: a form that was sent twice is no trespass.
    let allowed = may(&visitor, line, &case.found).includes(verb)
        || (is_closed && (visitor.must_act().is_ok() || May::Own.includes(verb)));
    if !allowed {
        return Err(WebError::Forbidden);
    }
    let is_asked = scene.line.settings.closing.reason_required;
    let read = match verb.read(fields.get("destino"), fields.get("texto")) {
        Ok(Wanted::Close { reason: None }) if is_asked => Err(Typed::without_reason(verb)),
        read => read,
    };
    let wanted = match read {
        Ok(wanted) => wanted,
        Err(typed) => {
            let acts = acts(&visitor, &scene, &case, Some(&typed));
            let page = TicketPage::new(scene.shell, &scene.line, &case.found, acts);
            return Ok(show(&request, &panel, StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let name: String = visitor.user.name.chars().take(NAME_MOST).collect();
    let acting = |reason| Acting { line, ticket, by: By::Panel { name }, reason };
    let engine = &panel.engine;
    let (done, flash) = match wanted {
        Wanted::Assign { agent } => {
            let done = engine.assign_case(acting(None), agent).await;
            (done, Flash::with("flash-case-assigned", &case.agent(agent)))
        }
        Wanted::Transfer { agent, reason } => {
            let done = engine.transfer_case(acting(reason), agent).await;
            (done, Flash::with("flash-case-transferred", &case.agent(agent)))
        }
        Wanted::Return { group, reason } => {
            let done = engine.return_case(acting(reason), Some(group)).await;
            (done, Flash::with("flash-case-returned", &case.group(group)))
        }
        Wanted::Move { group, reason } => {
            let done = engine.move_case(acting(reason), group).await;
            (done, Flash::with("flash-case-moved", &case.group(group)))
        }
        Wanted::Close { reason } => {
            (engine.close_case(acting(reason)).await, Flash::of("flash-case-closed"))
        }
        Wanted::Escalate { reason } => {
            (engine.escalate_case(acting(reason)).await, Flash::of("flash-case-raised"))
        }
        Wanted::Note { text } => {
            (engine.note_case(acting(None), text).await, Flash::of("flash-case-noted"))
        }
    };
    let flash = done.map_or_else(|error| refused(&error), |()| flash);
    Ok(redirect_saying(&format!("/tickets/{no}?linea={line}"), &flash, &panel.settings))
}

impl Case {
    fn agent(&self, id: AgentId) -> String {
        let found = self.agents.iter().find(|agent| agent.id == id);
        found.map(|agent| agent.name.clone()).unwrap_or_default()
    }

    fn group(&self, id: GroupId) -> String {
        let found = self.groups.iter().find(|(group, _)| *group == id);
        found.map(|(_, name)| name.clone()).unwrap_or_default()
    }
}

/// Why it did not go, for whoever pressed the button.
fn refused(error: &EngineError) -> Flash {
    let EngineError::Refused(refusal) = error else {
        return Flash::of("flash-bad-unavailable");
    };
    match refusal {
        Refusal::AlreadyTaken { holder, .. } => Flash::with("flash-bad-case-taken", holder),
        Refusal::AlreadyClosed { by, .. } => Flash::with("flash-bad-case-closed", by),
        Refusal::NotOpen { .. } => Flash::of("flash-bad-case-not-open"),
        Refusal::NotTaken { .. } => Flash::of("flash-bad-case-pending"),
        Refusal::AllBusy { .. } => Flash::of("flash-bad-case-busy"),
        Refusal::NoSlots => Flash::of("flash-bad-case-no-slots"),
        Refusal::NotRegistered { agent } => Flash::with("flash-bad-case-unregistered", agent),
        Refusal::Inactive { agent } => Flash::with("flash-bad-case-inactive", agent),
        Refusal::Unknown { .. } | Refusal::Field { .. } => Flash::of("flash-bad-case-unknown"),
        Refusal::AlreadyYours { .. }
        | Refusal::Elsewhere { .. }
        | Refusal::OffShift { .. }
        | Refusal::OfferedTo { .. }
        | Refusal::HasTicket { .. }
        | Refusal::NotAnAgent
        | Refusal::WrongNumber { .. }
        | Refusal::IdentityTaken { .. }
        | Refusal::NumberTaken { .. }
        | Refusal::HasCases { .. }
        | Refusal::TicketsWait { .. } => Flash::of("flash-bad-refused"),
    }
}

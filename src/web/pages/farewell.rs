//! `/agentes/{id}/borrar`: an agent attends no more; the open cases go to somebody else first.

use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use tokio::time::{Instant, timeout};

use super::agents::outcome;
use crate::domain::acts::By;
use crate::domain::ids::{AgentId, LineId, Timestamp};
use crate::domain::refusal::Refusal;
use crate::engine::EngineError;
use crate::engine::cases::Acting;
use crate::store::agents::{self, AgentRow};
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::LineForm;
use crate::web::house::Panel;
use crate::web::panel::agent::PENDING_AGAIN;
use crate::web::panel::{read, redirect_saying};

/// A case that was passed on is told to its agent after the commit: how long the agent is waited for …
const SETTLES_WITHIN: Duration = Duration::from_secs(10);
/// … and how long until it is asked again, if nothing was told meanwhile.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// Where the open cases of somebody who leaves go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Successor {
    /// Back to their main groups, as pending.
    Nobody,
    /// To another agent.
    Agent(AgentId),
}

/// `POST /agentes/{id}/borrar`
pub async fn remove(
    panel: Data<Panel>,
    form: LineForm,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    let LineForm { visitor, line, fields } = form;
    let all = read(&panel, move |conn| agents::all(conn, line, Timestamp(0))).await?;
    let agent = all.into_iter().find(|agent| agent.id == AgentId(*id)).ok_or(WebError::NotFound)?;
    let back = format!("/agentes/{}?linea={line}", agent.id);
    if agent.slots.iter().any(|slot| slot.case.is_some()) {
        let successor = match (fields.get("destino"), fields.number("destino")) {
            (PENDING_AGAIN, _) => Successor::Nobody,
            (_, Some(id)) => Successor::Agent(AgentId(id)),
            // Taken between the page and the button: the page shows them now.
            (_, None) => {
                let flash = Flash::of("flash-bad-agent-cases");
                return Ok(redirect_saying(&back, &flash, &panel.settings));
            }
        };
        let by = By::Panel { name: visitor.user.name.clone() };
        if let Err(flash) = hand_over(&panel, line, &agent, successor, by).await {
            return Ok(redirect_saying(&back, &flash, &panel.settings));
        }
    }
    let (to, flash) = match removed(&panel, line, agent.id).await {
        Ok(()) => {
            (format!("/agentes?linea={line}"), Flash::with("flash-wait-agent-deleted", &agent.name))
        }
        other => (back, outcome(other, "flash-wait-agent-deleted")),
    };
    Ok(redirect_saying(&to, &flash, &panel.settings))
}

/// Passes all cases on. Who leaves takes none from now on, whatever comes of it.
async fn hand_over(
    panel: &Panel,
    line: LineId,
    agent: &AgentRow,
    successor: Successor,
    by: By,
) -> Result<(), Flash> {
    let engine = &panel.engine;
    engine
        .edit_agent(line, agent.id, agent.name.clone(), false, agent.wanted)
        .await
        .map_err(|error| outcome(Err(error), ""))?;
    for case in agent.slots.iter().filter_map(|slot| slot.case.as_ref()) {
        let acting = Acting { line, ticket: case.ticket, by: by.clone(), reason: None };
        let passed = match successor {
            Successor::Nobody => engine.return_case(acting, None).await,
            Successor::Agent(to) => engine.transfer_case(acting, to).await,
        };
        match passed {
            Ok(()) => {}
            // Closed, or passed on by somebody else, in the meantime.
            Err(EngineError::Refused(Refusal::NotOpen { .. } | Refusal::NotTaken { .. })) => {}
            Err(EngineError::Refused(_)) => {
                return Err(Flash::with("flash-bad-agent-handover", &agent.name));
            }
            Err(EngineError::Unavailable) => return Err(Flash::of("flash-bad-unavailable")),
        }
    }
    Ok(())
}

/// Removes the agent once the last case has left.
async fn removed(panel: &Panel, line: LineId, agent: AgentId) -> Result<(), EngineError> {
    let mut changes = panel.engine.changes();
    let began = Instant::now();
    loop {
        match panel.engine.remove_agent(line, agent).await {
            Err(EngineError::Refused(Refusal::HasCases { .. }))
                if began.elapsed() < SETTLES_WITHIN =>
            {
                // Whatever is told: it is looked at again.
                drop(timeout(LOOK_AGAIN, changes.recv()).await);
            }
            other => return other,
        }
    }
}

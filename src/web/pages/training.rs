//! `/ayuda/entrenamiento`: an exercise on the practice line, one task and one phone at a time.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};

use super::simulator::Asked;
use super::{Scene, show as shown};
use crate::domain::lesson::Step;
use crate::domain::settings::IntakeMode;
use crate::store::tickets::TicketState;
use crate::store::training::{PracticeCase, TrainingRow};
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::Posted;
use crate::web::house::Panel;
use crate::web::panel::phones::Home;
use crate::web::panel::shell::Section;
use crate::web::panel::training::{Stage, TrainingPage};
use crate::web::panel::{redirect, redirect_saying};
use crate::web::session::Visitor;
use crate::web::training::standing::{self, Progress, Standing};
use crate::web::training::{ONE_AT_A_TIME, Practice, Trouble, customers, desk};
use crate::web::words::Words;

/// A round that began so lately was begun by the same press.
const JUST_NOW_MS: i64 = 10_000;

/// `GET /ayuda/entrenamiento`
pub async fn show(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    asked: Query<Asked>,
) -> Result<HttpResponse, WebError> {
    let practice = Practice::find(&panel.engine);
    let line = practice.as_ref().map(|practice| practice.line.id.to_string()).unwrap_or_default();
    let scene = Scene::set(&request, &panel, &visitor, &line, Section::Help).await?;
    let citing = asked.into_inner().citing(Home::Training);
    let stage = match &practice {
        None => Stage::NoLine,
        Some(practice) if practice.line.settings.intake == IntakeMode::External => Stage::Closed,
        Some(practice) => match standing::of(&panel, practice, visitor.user.id).await? {
            Progress::Nowhere => Stage::Start,
            Progress::Preparing => Stage::Preparing,
            Progress::At(standing) => {
                let when = scene.shell.when(&practice.line);
                Stage::running(*standing, practice, &citing, &when)
            }
        },
    };
    let page = TrainingPage::new(scene.shell, scene.line.id.0, stage);
    Ok(shown(&request, &panel, StatusCode::OK, &page))
}

/// `POST /ayuda/entrenamiento/empezar`: from the beginning, with new customers.
pub async fn begin(panel: Data<Panel>, posted: Posted) -> Result<HttpResponse, WebError> {
    let practice = Practice::find(&panel.engine).ok_or(WebError::NotFound)?;
    let begun = begin_round(&panel, &practice, &posted.visitor).await;
    answered(&panel, begun)
}

/// `POST /ayuda/entrenamiento/seguir`: to the next step, if this one was done.
pub async fn go_on(panel: Data<Panel>, posted: Posted) -> Result<HttpResponse, WebError> {
    let practice = Practice::find(&panel.engine).ok_or(WebError::NotFound)?;
    let user = posted.visitor.user.id;
    let _one_at_a_time = ONE_AT_A_TIME.lock().await;
    let Progress::At(standing) = standing::of(&panel, &practice, user).await? else {
        return Ok(redirect(Home::Training.path()));
    };
    let Standing { mut row, verdict, .. } = *standing;
    // A form that was sent twice, or from an older page.
    if posted.fields.get("paso") != row.step.name() {
        return Ok(redirect(Home::Training.path()));
    }
    if !verdict.done {
        return answered(&panel, Err(Trouble::Told("flash-wait-training-not-yet")));
    }
    row.step = row.step.next();
    let words = Words(posted.visitor.user.language);
    let done = customers::begin(&practice, &mut row, panel.now(), words);
    if done.is_ok() {
        panel.accounts().keep_training(row).await?;
    }
    answered(&panel, done)
}

async fn begin_round(panel: &Panel, practice: &Practice, visitor: &Visitor) -> Result<(), Trouble> {
    let (user, words) = (&visitor.user, Words(visitor.user.language));
    let Some(agent) = desk::set_up(panel, practice, user, words).await? else {
        return Err(Trouble::Told("flash-wait-training-preparing"));
    };
    let _one_at_a_time = ONE_AT_A_TIME.lock().await;
    let (mut round, mut customer, mut urgent) = (1, None, None);
    let now = panel.now();
    if let Progress::At(standing) = standing::of(panel, practice, user.id).await? {
        let is_coming = standing.row.step == Step::Take && standing.customer.is_none();
        if is_coming && now.since(standing.row.since) < JUST_NOW_MS {
            return Ok(());
        }
        customers::leave(practice, standing.me, &standing.rooms, words)?;
        // Who still waits to be attended is attended first; a new customer would leave that one waiting.
        let waits = |case: &Option<PracticeCase>| {
            case.as_ref().is_some_and(|case| case.state == TicketState::Pending)
        };
        customer = standing.row.customer.filter(|_| waits(&standing.customer));
        urgent = standing.row.urgent.filter(|_| waits(&standing.urgent));
        round = standing.row.round.wrapping_add(1);
    }
    let step = if agent.registration.is_some() { Step::Take } else { Step::Register };
    let (user, line) = (user.id, practice.line.id);
    let mut row =
        TrainingRow { user, line, round, began_at: now, step, since: now, customer, urgent };
    customers::begin(practice, &mut row, now, words)?;
    panel.accounts().keep_training(row).await?;
    Ok(())
}

fn answered(panel: &Panel, done: Result<(), Trouble>) -> Result<HttpResponse, WebError> {
    let page = Home::Training.path();
    match done {
        Ok(()) => Ok(redirect(page)),
        Err(Trouble::Told(key)) => Ok(redirect_saying(page, &Flash::of(key), &panel.settings)),
        Err(Trouble::Fault(fault)) => Err(fault),
    }
}

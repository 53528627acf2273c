//! `/simulador`: the page itself, who is on it, and what is made to go wrong.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::{Scene, show};
use crate::domain::ids::LineId;
use crate::domain::phone::Phone;
use crate::engine::Topic;
use crate::gateway::simulator::people::{PersonId, PersonKind};
use crate::gateway::simulator::{Simulator, SimulatorError};
use crate::store::{agents, groups};
use crate::text;
use crate::web::error::WebError;
use crate::web::flash::{Banner, Flash};
use crate::web::form::{Fields, Posted};
use crate::web::house::Panel;
use crate::web::panel::ahead::Ahead;
use crate::web::panel::phones::{Act, Citing, Home};
use crate::web::panel::shell::Section;
use crate::web::panel::simulator::{
    Asked as Midst, CustomerTyped, PHONES_MOST, Seen, SimulatorPage,
};
use crate::web::panel::{read, redirect_saying};
use crate::web::session::Visitor;

/// Counted faults that can be asked for.
const FAULTS_MOST: u32 = 20;

/// Which line, and which message something is to be done with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    linea: String,
    en: String,
    citar: String,
    editar: String,
    eliminar: String,
    reaccionar: String,
    como: String,
}

impl Asked {
    /// Which message something is to be done with, on this page.
    pub(super) fn citing(self, home: Home) -> Citing {
        let cut = |text: String| -> String { text.chars().take(128).collect() };
        let picked = [
            (Act::Quote, self.citar),
            (Act::Edit, self.editar),
            (Act::Delete, self.eliminar),
            (Act::React, self.reaccionar),
        ];
        let picked = picked.into_iter().find(|(_, message)| !message.is_empty());
        let (act, message) = picked.unwrap_or_default();
        let writer = self.como.parse().ok();
        Citing { home, phone: cut(self.en), message: cut(message), act, writer }
    }
}

/// What the page may use of the browser: the microphone, for voice notes.
const PERMISSIONS: (&str, &str) =
    ("permissions-policy", "camera=(), microphone=(self), geolocation=()");

/// `GET /simulador`
pub async fn phones(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    asked: Query<Asked>,
) -> Result<HttpResponse, WebError> {
    let scene =
        Scene::set(&request, &panel, &visitor, &line_for(&panel, &asked.linea), Section::Simulator)
            .await?;
    let citing = asked.into_inner().citing(Home::Simulator);
    shown(&request, &panel, scene, Midst { citing, ..Midst::default() }, StatusCode::OK).await
}

/// `POST /simulador/entrar`: through an invite link.
pub async fn join(panel: Data<Panel>, posted: Posted) -> Result<HttpResponse, WebError> {
    let (line, simulator) = simulator(&panel, &posted.fields)?;
    let person = person(&posted.fields).ok_or(WebError::Unreadable)?;
    let joined = simulator.join_by_link(person, posted.fields.get("enlace"));
    Ok(said(&panel, line, joined.map(|_| "flash-sim-joined")))
}

/// `POST /simulador/clientes`
pub async fn add_customer(
    request: HttpRequest,
    panel: Data<Panel>,
    posted: Posted,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    let (line, simulator) = simulator(&panel, &fields)?;
    let scene =
        Scene::set(&request, &panel, &visitor, &line.to_string(), Section::Simulator).await?;
    let (when, words) = (scene.shell.when(&scene.line), scene.shell.words);
    let mut typed = CustomerTyped {
        name: fields.get("nombre").to_owned(),
        number: fields.get("numero").to_owned(),
        ..CustomerTyped::default()
    };
    if typed.name.is_empty() {
        typed.name_error = Some(words.t("field-required"));
    }
    match Phone::parse(&typed.number, &scene.line.settings.country) {
        Err(error) => typed.number_error = Some(text::phone(&error, when.tone())),
        Ok(phone) if typed.name_error.is_none() => {
            let taken =
                simulator.read(|network| network.person_with(&phone).map(|person| person.title()));
            match taken {
                Some(name) => typed.number_error = Some(words.name("sim-number-taken", &name)),
                None => match simulator.add_person(&typed.name, &phone, PersonKind::Customer) {
                    Ok(person) => {
                        panel.engine.tell_feed(line, Topic::Simulator);
                        let to = format!("/simulador?linea={line}#p-{}", person.0);
                        let flash = Flash::with("flash-sim-customer", &typed.name);
                        return Ok(redirect_saying(&to, &flash, &panel.settings));
                    }
                    Err(error) => typed.number_error = Some(words.t(key(error))),
                },
            }
        }
        Ok(_) => {}
    }
    shown(
        &request,
        &panel,
        scene,
        Midst { typed, ..Midst::default() },
        StatusCode::UNPROCESSABLE_ENTITY,
    )
    .await
}

/// `POST /simulador/conexion`: «Cortar la línea», «Reconectar»; and what is done on the line's own phone: logging
/// out, scanning a code, typing one.
pub async fn connection(panel: Data<Panel>, posted: Posted) -> Result<HttpResponse, WebError> {
    posted.visitor.must_administer()?;
    let (line, simulator) = simulator(&panel, &posted.fields)?;
    let key = match posted.fields.get("vinculo") {
        "cerrar" => {
            simulator.unlink();
            "flash-wait-sim-unlinked"
        }
        "escanear" => {
            simulator.scan();
            "flash-sim-linked"
        }
        "codigo" if simulator.type_code(posted.fields.get("codigo")) => "flash-sim-linked",
        "codigo" => "flash-bad-sim-code",
        _ => {
            let mut faults = simulator.faults();
            faults.offline = posted.fields.get("cortada") == "si";
            let key = if faults.offline { "flash-wait-sim-cut" } else { "flash-sim-reconnected" };
            simulator.set_faults(faults);
            key
        }
    };
    panel.engine.tell_feed(line, Topic::Line);
    Ok(said(&panel, line, Ok(key)))
}

/// `POST /simulador/fallas`
pub async fn set_faults(panel: Data<Panel>, posted: Posted) -> Result<HttpResponse, WebError> {
    posted.visitor.must_administer()?;
    let fields = &posted.fields;
    let (line, simulator) = simulator(&panel, fields)?;
    let counted = |name: &str| fields.get(name).parse::<u32>().unwrap_or(0).min(FAULTS_MOST);
    let mut faults = simulator.faults();
    faults.creations_refused = counted("rechazos");
    faults.sends_refused = counted("envios");
    faults.fetches_refused = counted("bajadas");
    faults.fetches_broken = counted("cortes");
    faults.files_expired = fields.has("vencidos");
    faults.duplicates = fields.has("duplicados");
    // The page shows some of the phones: the others stay as they are.
    let off: Vec<&str> = fields.all("apagados").collect();
    for phone in simulator.phones().iter().rev().take(PHONES_MOST) {
        if off.contains(&phone.person.0.to_string().as_str()) {
            faults.off.insert(phone.person);
        } else {
            faults.off.remove(&phone.person);
        }
    }
    simulator.set_faults(faults);
    let private: Vec<&str> = fields.all("privados").collect();
    for phone in simulator.phones().iter().filter(|phone| phone.kind == PersonKind::Agent) {
        let wanted = private.contains(&phone.person.0.to_string().as_str());
        if wanted != phone.private {
            simulator
                .set_privacy(phone.person, phone.addressing, wanted)
                .map_err(|error| WebError::fault(&error))?;
        }
    }
    Ok(said(&panel, line, Ok("flash-sim-faults")))
}

/// The line asked for, or the first one on the simulator.
fn line_for(panel: &Panel, asked: &str) -> String {
    if !asked.is_empty() {
        return asked.to_owned();
    }
    let simulated =
        panel.engine.lines().into_iter().find(|line| panel.engine.simulator(line.id).is_some());
    simulated.map(|line| line.id.to_string()).unwrap_or_default()
}

pub(super) fn simulator(
    panel: &Panel,
    fields: &Fields,
) -> Result<(LineId, Arc<Simulator>), WebError> {
    let line = LineId(fields.id("linea")?);
    let simulator = panel.engine.simulator(line).ok_or(WebError::NotFound)?;
    Ok((line, simulator))
}

/// Gives the phone of an agent its name; on a real WhatsApp people name themselves.
pub(crate) fn name_phone(panel: &Panel, line: LineId, name: &str, phone: &Phone) {
    let Some(simulator) = panel.engine.simulator(line) else { return };
    if let Err(error) = simulator.add_person(name, phone, PersonKind::Agent) {
        // The job that looks the number up tells the admin.
        tracing::debug!(line.id = line.0, %error, "an agent has no phone in the simulator");
    }
}

pub(super) fn person(fields: &Fields) -> Option<PersonId> {
    fields.get("persona").parse().ok().map(PersonId)
}

fn said(panel: &Panel, line: LineId, done: Result<&str, SimulatorError>) -> HttpResponse {
    let flash = match done {
        Ok(key) => Flash::of(key),
        Err(error) => Flash::of(key(error)),
    };
    redirect_saying(&format!("/simulador?linea={line}"), &flash, &panel.settings)
}

pub(crate) fn key(error: SimulatorError) -> &'static str {
    match error {
        SimulatorError::UnknownPerson
        | SimulatorError::UnknownGroup
        | SimulatorError::UnknownMessage => "flash-bad-sim-gone",
        SimulatorError::NoPlace => "flash-bad-sim-place",
        SimulatorError::NotMember => "flash-bad-sim-not-member",
        SimulatorError::UnknownLink => "flash-bad-sim-link",
        SimulatorError::NotOnWhatsApp => "flash-bad-sim-not-on-whatsapp",
        SimulatorError::OwnNumber => "flash-bad-sim-own-number",
        SimulatorError::Empty => "flash-bad-sim-empty",
        SimulatorError::TooLong => "flash-bad-sim-too-long",
        SimulatorError::Full => "flash-bad-sim-full",
        SimulatorError::NotYours => "flash-bad-sim-not-yours",
        SimulatorError::TooLate => "flash-bad-sim-too-late",
        SimulatorError::NoWords => "flash-bad-sim-no-words",
        SimulatorError::NoEmoji => "flash-bad-sim-no-emoji",
        SimulatorError::NoFile => "flash-bad-sim-no-file",
        SimulatorError::TooLarge => "flash-bad-sim-too-large",
        SimulatorError::PhoneOff => "flash-bad-sim-phone-off",
    }
}

async fn shown(
    request: &HttpRequest,
    panel: &Panel,
    scene: Scene,
    mut midst: Midst,
    status: StatusCode,
) -> Result<HttpResponse, WebError> {
    let Scene { shell, line, lines } = scene;
    let simulator = panel.engine.simulator(line.id).ok_or(WebError::NotFound)?;
    let seen =
        Seen { phones: simulator.phones(), groups: simulator.chats(), faults: simulator.faults() };
    let (id, midnight) = (line.id, shell.when(&line).midnight());
    let (agents, groups) = read(panel, move |conn| -> diesel::QueryResult<_> {
        Ok((agents::all(conn, id, midnight)?, groups::all(conn, id)?))
    })
    .await?;
    let errors = [&midst.typed.name_error, &midst.typed.number_error]
        .iter()
        .filter(|error| error.is_some())
        .count();
    midst.problem = (errors > 0).then(|| Banner::bad(shell.words.count("form-fix", errors)));
    let timekeeper = panel.engine.timekeeper().map(|line| line.name);
    let ahead = Ahead::new(&shell, &line, panel.engine.clock().ahead_ms(), timekeeper);
    let page = SimulatorPage::new(shell, &line, lines, &seen, (&agents, &groups), (midst, ahead));
    let mut answer = show(request, panel, status, &page);
    answer
        .headers_mut()
        .insert(HeaderName::from_static(PERMISSIONS.0), HeaderValue::from_static(PERMISSIONS.1));
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::words::Words;

    #[test]
    fn every_refusal_is_told_in_words() {
        use SimulatorError::{
            Empty, Full, NoEmoji, NoFile, NoPlace, NoWords, NotMember, NotOnWhatsApp, NotYours,
            OwnNumber, PhoneOff, TooLarge, TooLate, TooLong, UnknownGroup, UnknownLink,
            UnknownMessage, UnknownPerson,
        };
        let all = [
            Empty,
            Full,
            NoEmoji,
            NoFile,
            NoPlace,
            NoWords,
            NotMember,
            NotOnWhatsApp,
            NotYours,
            OwnNumber,
            PhoneOff,
            TooLarge,
            TooLate,
            TooLong,
            UnknownGroup,
            UnknownLink,
            UnknownMessage,
            UnknownPerson,
        ];
        for error in all {
            assert!(Words::default().has(key(error)), "{error}");
        }
        assert!(Words::default().has("flash-bad-sim-kind"));
    }
}

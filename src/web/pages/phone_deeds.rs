//! What people do with messages on the simulator's phones; files are in [`phone_files`](super::phone_files).

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::web::Data;

use super::simulator::{key, person, simulator};
use crate::domain::content::{ContactCard, Content};
use crate::domain::ids::{ChatId, LineId, WaId};
use crate::gateway::simulator::people::PersonId;
use crate::gateway::simulator::{Place, Simulator, SimulatorError};
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::{Fields, Posted};
use crate::web::house::Panel;
use crate::web::panel::phones::Home;
use crate::web::panel::{redirect, redirect_saying};

/// `POST /simulador/escribir`
pub async fn write(panel: Data<Panel>, posted: Posted) -> Result<HttpResponse, WebError> {
    let fields = &posted.fields;
    let deed = Deed::of(&panel, fields)?;
    let cite = some_id(fields.get("cita"));
    let text = Content::text(fields.raw("texto"));
    let written = deed.simulator.write(deed.person, &deed.place, text, cite.as_ref());
    Ok(deed.told(&panel, fields, written))
}

/// `POST /simulador/lugar`
pub async fn send_place(panel: Data<Panel>, posted: Posted) -> Result<HttpResponse, WebError> {
    let fields = &posted.fields;
    let deed = Deed::of(&panel, fields)?;
    let Some((latitude, longitude)) = coordinates(fields.get("lugar")) else {
        return Ok(deed.refused(&panel, fields, key(SimulatorError::NoPlace)));
    };
    let name = Some(fields.get("lugarnombre").to_owned()).filter(|name| !name.is_empty());
    let content = Content::Location { latitude, longitude, name, live: false };
    let cite = some_id(fields.get("cita"));
    let sent = deed.simulator.write(deed.person, &deed.place, content, cite.as_ref());
    Ok(deed.told(&panel, fields, sent))
}

/// `POST /simulador/contacto`
pub async fn send_card(panel: Data<Panel>, posted: Posted) -> Result<HttpResponse, WebError> {
    let fields = &posted.fields;
    let deed = Deed::of(&panel, fields)?;
    let (name, number) = (fields.get("contacto").to_owned(), fields.get("contactonumero"));
    if name.is_empty() {
        return Ok(deed.refused(&panel, fields, key(SimulatorError::Empty)));
    }
    let phones = Some(number.to_owned()).filter(|number| !number.is_empty()).into_iter().collect();
    let content = Content::Contacts { cards: vec![ContactCard { name, phones }] };
    let cite = some_id(fields.get("cita"));
    let sent = deed.simulator.write(deed.person, &deed.place, content, cite.as_ref());
    Ok(deed.told(&panel, fields, sent))
}

/// `POST /simulador/editar`
pub async fn edit(panel: Data<Panel>, posted: Posted) -> Result<HttpResponse, WebError> {
    let fields = &posted.fields;
    let deed = Deed::of(&panel, fields)?;
    let id = some_id(fields.get("mensaje")).ok_or(WebError::Unreadable)?;
    // Forms end lines as on a typewriter.
    let text = fields.raw("texto").replace("\r\n", "\n");
    let edited = deed.simulator.edit(deed.person, &deed.place, &id, &text);
    Ok(deed.told(&panel, fields, edited))
}

/// `POST /simulador/eliminar`
pub async fn delete(panel: Data<Panel>, posted: Posted) -> Result<HttpResponse, WebError> {
    let fields = &posted.fields;
    let deed = Deed::of(&panel, fields)?;
    let id = some_id(fields.get("mensaje")).ok_or(WebError::Unreadable)?;
    let deleted = deed.simulator.delete(deed.person, &deed.place, &id);
    Ok(deed.told(&panel, fields, deleted))
}

/// `POST /simulador/reaccionar`
pub async fn react(panel: Data<Panel>, posted: Posted) -> Result<HttpResponse, WebError> {
    let fields = &posted.fields;
    let deed = Deed::of(&panel, fields)?;
    let id = some_id(fields.get("mensaje")).ok_or(WebError::Unreadable)?;
    let reacted = deed.simulator.react(deed.person, &deed.place, &id, fields.get("emoji"));
    Ok(deed.told(&panel, fields, reacted))
}

/// `POST /simulador/leer`: the owner of the phone looks at the chat, or everybody in a group does.
pub async fn open_chat(panel: Data<Panel>, posted: Posted) -> Result<HttpResponse, WebError> {
    let fields = &posted.fields;
    let deed = Deed::of(&panel, fields)?;
    let readers = match &deed.place {
        Place::Group(chat) if deed.person == PersonId(0) => {
            let chats = deed.simulator.chats();
            let group = chats.into_iter().find(|group| group.chat == *chat);
            let members = group.ok_or(WebError::NotFound)?.members;
            members.into_iter().map(|member| member.person).collect()
        }
        Place::Group(_) | Place::Direct(_) => vec![deed.person],
    };
    let mut opened = Ok(());
    for reader in readers {
        // Everybody who can does: somebody whose phone is off keeps nobody else from it.
        opened = opened.and(deed.simulator.open_chat(reader, &deed.place));
    }
    Ok(deed.told(&panel, fields, opened))
}

/// `POST /simulador/tecleo`: somebody is writing, told by the page's script.
pub async fn set_typing(panel: Data<Panel>, posted: Posted) -> Result<HttpResponse, WebError> {
    let fields = &posted.fields;
    let deed = Deed::of(&panel, fields)?;
    // Nothing is lost if nobody hears of it.
    deed.simulator.set_typing(deed.person, &deed.place, fields.get("tecleo") == "si").ok();
    Ok(HttpResponse::NoContent().finish())
}

/// Somebody who does something on a phone.
pub(super) struct Deed {
    pub line: LineId,
    pub simulator: Arc<Simulator>,
    pub person: PersonId,
    pub place: Place,
}

impl Deed {
    /// Who does it and where, as the form says.
    pub fn of(panel: &Panel, fields: &Fields) -> Result<Self, WebError> {
        let (line, simulator) = simulator(panel, fields)?;
        let person = person(fields).ok_or(WebError::Unreadable)?;
        let chat = fields.get("chat");
        let place =
            if chat.is_empty() { Place::Direct(person) } else { Place::Group(ChatId::from(chat)) };
        Ok(Self { line, simulator, person, place })
    }

    /// Back to the phone, with what went wrong.
    pub fn told<T>(
        &self,
        panel: &Panel,
        fields: &Fields,
        done: Result<T, SimulatorError>,
    ) -> HttpResponse {
        match done {
            // An empty message is no message: nothing to tell.
            Ok(_) | Err(SimulatorError::Empty) => redirect(&self.back(fields)),
            Err(error) => self.refused(panel, fields, key(error)),
        }
    }

    /// Back to the phone, with this to say.
    pub fn refused(&self, panel: &Panel, fields: &Fields, key: &'static str) -> HttpResponse {
        redirect_saying(&self.back(fields), &Flash::of(key), &panel.settings)
    }

    fn back(&self, fields: &Fields) -> String {
        let phone: String = fields
            .get("telefono")
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
            .take(64)
            .collect();
        let page = Home::of(fields.get("volver")).path();
        format!("{page}?linea={}&en={phone}&como={}#{phone}", self.line, self.person.0)
    }
}

/// «-26.83, -65.20»: degrees north and east.
fn coordinates(text: &str) -> Option<(f64, f64)> {
    let (north, east) = text.split_once([',', ';', ' '])?;
    let degrees =
        |text: &str| text.trim().parse::<f64>().ok().filter(|degrees| degrees.is_finite());
    Some((degrees(north)?, degrees(east)?))
}

/// The id of a message, if there is one in the field.
pub(super) fn some_id(text: &str) -> Option<WaId> {
    (!text.is_empty()).then(|| WaId::from(text))
}

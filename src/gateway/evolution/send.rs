//! Messages out: texts, places, cards, and changes of earlier messages. Files are in `send_file`.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::call::Call;
use super::client::Evolution;
use super::lenient::word;
use super::quoted::{key_of, quoted, target};
use crate::domain::cargo::{Cargo, MessageRef};
use crate::domain::content::ContactCard;
use crate::domain::ids::{ChatId, WaId};
use crate::gateway::{GatewayError, Outbound};

/// The shortest number that a card can have (`schema/requests.json`).
const PHONE_LEAST: usize = 10;
/// For how long «is writing …» is shown. The call takes as long.
const TYPING_MS: u32 = 1_500;
/// Messages that are marked as read in one call.
const READ_MOST: usize = 100;

impl Evolution {
    /// Sends whatever it is.
    pub(super) async fn dispatch(&self, message: &Outbound) -> Result<WaId, GatewayError> {
        let chat = &message.chat;
        match &message.cargo {
            None => self.send_text(message).await,
            Some(Cargo::File { media, file_name, caption, .. }) => {
                self.send_file(message, *media, file_name.as_deref(), caption.as_deref()).await
            }
            Some(Cargo::Location { latitude, longitude, name }) => {
                let place = place(chat, (*latitude, *longitude), name.as_deref());
                self.send_new("message/sendLocation", message, place).await
            }
            Some(Cargo::Contacts { cards }) => {
                let body = json!({"number": chat, "contact": contacts(cards)?});
                // The route knows no quotes.
                sent_id(&self.ask(Call::post("message/sendContact", body)).await?)
            }
            Some(Cargo::React { of, emoji }) => {
                let body = json!({"key": key_of(chat, of)?, "reaction": emoji});
                self.change(Call::post("message/sendReaction", body), of).await
            }
            Some(Cargo::Edit { of, text }) => {
                not_blank(text)?;
                let body = json!({"number": chat, "text": text, "key": key_of(chat, of)?});
                self.change(Call::post("chat/updateMessage", body), of).await
            }
            Some(Cargo::Revoke { of }) => {
                let call = Call::delete("chat/deleteMessageForEveryone", key_of(chat, of)?);
                self.change(call, of).await
            }
        }
    }

    async fn send_text(&self, message: &Outbound) -> Result<WaId, GatewayError> {
        not_blank(&message.text)?;
        // No preview: the server would fetch the address, and a slow site would hold up the chat.
        let body = json!({"number": message.chat, "text": message.text, "linkPreview": false});
        self.send_new("message/sendText", message, body).await
    }

    async fn send_new(
        &self,
        route: &str,
        message: &Outbound,
        mut body: Value,
    ) -> Result<WaId, GatewayError> {
        if let Some(quote) = message.quote.as_ref().and_then(|quote| quoted(&message.chat, quote)) {
            body["quoted"] = quote;
        }
        sent_id(&self.ask(Call::post(route, body)).await?)
    }

    /// Changes a message. Doing it twice changes nothing more, so a lost answer is a reason to do it again.
    async fn change(&self, call: Call<'_>, of: &MessageRef) -> Result<WaId, GatewayError> {
        let target = target(of)?;
        let answer = self.ask(call.repeatable()).await?;
        Ok(word(&answer["key"]["id"]).map_or_else(|| target.clone(), WaId::from))
    }

    /// Shows the other side that messages were read.
    pub(super) async fn mark(&self, chat: &ChatId, messages: &[WaId]) -> Result<(), GatewayError> {
        // The server says «success» to these, and does nothing.
        if chat.is_group() || chat.as_str().ends_with("@lid") {
            return Err(GatewayError::Never(
                "the server marks only chats that go by a phone number as read".into(),
            ));
        }
        let messages: Vec<&WaId> = messages.iter().collect::<BTreeSet<_>>().into_iter().collect();
        for some in messages.chunks(READ_MOST) {
            let read: Vec<Value> = some
                .iter()
                .map(|id| json!({"id": id, "remoteJid": chat, "fromMe": false}))
                .collect();
            let body = json!({"readMessages": read});
            self.ask(Call::post("chat/markMessageAsRead", body).repeatable()).await?;
        }
        Ok(())
    }

    /// Shows that somebody is writing, for a moment, or has stopped.
    pub(super) async fn show_presence(&self, chat: &ChatId, on: bool) -> Result<(), GatewayError> {
        let (presence, delay) = if on { ("composing", TYPING_MS) } else { ("paused", 0) };
        let body = json!({"number": chat, "presence": presence, "delay": delay});
        self.ask(Call::post("chat/sendPresence", body).repeatable()).await.map(drop)
    }
}

/// WhatsApp's id of what was sent.
pub(super) fn sent_id(answer: &Value) -> Result<WaId, GatewayError> {
    let id = word(&answer["key"]["id"]).map(WaId::from);
    id.ok_or_else(|| GatewayError::Unknown("the answer to a message has no key.id".into()))
}

fn not_blank(text: &str) -> Result<(), GatewayError> {
    if text.trim().is_empty() {
        return Err(GatewayError::Never("the text is empty".into()));
    }
    Ok(())
}

/// Name and address are mandatory; what has neither goes by its coordinates.
fn place(chat: &ChatId, (latitude, longitude): (f64, f64), name: Option<&str>) -> Value {
    let degrees = format!("{latitude}, {longitude}");
    let name = name.filter(|name| !name.trim().is_empty()).unwrap_or(&degrees);
    json!({
        "number": chat, "latitude": latitude, "longitude": longitude,
        "name": name, "address": degrees,
    })
}

/// Cards as the route takes them: one number each, so a card with two is sent as two with one name. A card
/// without a number that can be sent is no card any more, and nothing of the message is.
fn contacts(cards: &[ContactCard]) -> Result<Vec<Value>, GatewayError> {
    let mut all: Vec<Value> = Vec::new();
    for card in cards {
        let mut is_carried = false;
        for phone in &card.phones {
            let (phone, digits) = (one_line(phone), digits(phone));
            if digits.len() < PHONE_LEAST {
                continue;
            }
            let contact =
                json!({"fullName": one_line(&card.name), "wuid": digits, "phoneNumber": phone});
            is_carried = true;
            // The same twice is refused.
            if !all.contains(&contact) {
                all.push(contact);
            }
        }
        if !is_carried {
            return Err(GatewayError::Never("a card without a number to send".into()));
        }
    }
    if all.is_empty() {
        return Err(GatewayError::Never("no cards to send".into()));
    }
    Ok(all)
}

/// The server pastes names into a vCard as they are: a line break would begin a field of its own.
fn one_line(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.trim().to_owned()
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(name: &str, phones: &[&str]) -> ContactCard {
        let phones = phones.iter().map(|phone| (*phone).into()).collect();
        ContactCard { name: name.into(), phones }
    }

    #[test]
    fn a_card_has_one_number_each_and_no_lines_of_its_own() {
        let cards = [
            card("Ana\nTEL:911", &["+54 9 11 5000-2222", "+5491150003333", "+54 9 11 5000-2222"]),
            card("Beto", &["911", "+5491150004444"]),
        ];
        let expected = [
            json!({"fullName": "Ana TEL:911", "wuid": "5491150002222", "phoneNumber": "+54 9 11 5000-2222"}),
            json!({"fullName": "Ana TEL:911", "wuid": "5491150003333", "phoneNumber": "+5491150003333"}),
            json!({"fullName": "Beto", "wuid": "5491150004444", "phoneNumber": "+5491150004444"}),
        ];
        assert_eq!(contacts(&cards), Ok(expected.to_vec()));
    }

    #[test]
    fn a_card_that_cannot_be_carried_is_said_to_be() {
        let fine = card("Ana", &["+5491150002222"]);
        for cards in [vec![], vec![fine.clone(), card("Beto", &[])], vec![card("Beto", &["911"])]] {
            assert!(matches!(contacts(&cards), Err(GatewayError::Never(_))), "{cards:?}");
        }
        // Somebody's card twice is one card, though the second adds nothing.
        assert!(matches!(contacts(&[fine.clone(), fine]), Ok(all) if all.len() == 1));
    }

    #[test]
    fn a_place_without_a_name_goes_by_its_coordinates() {
        for (name, shown) in
            [(Some("Obelisco"), "Obelisco"), (Some(" "), "-34.6, -58.38"), (None, "-34.6, -58.38")]
        {
            let place = place(&"1@lid".into(), (-34.6, -58.38), name);
            assert_eq!(
                (&place["name"], &place["address"]),
                (&json!(shown), &json!("-34.6, -58.38"))
            );
        }
    }
}

//! Makes the server ready for a line: the instance is there, sees groups, and reports here.

use serde_json::{Value, json};

use super::call::{Call, Failed};
use super::client::Evolution;
use super::config::TOKEN_HEADER;
use crate::gateway::{GatewayError, Reply};

/// Heard only where «is writing …» is shown: it comes at every pause between words.
const TYPING: &str = "PRESENCE_UPDATE";
/// What Relevo wants to hear of. Everything else is noise, about two events per message.
const EVENTS: [&str; 11] = [
    "MESSAGES_UPSERT",
    "MESSAGES_EDITED",
    "MESSAGES_UPDATE",
    "MESSAGES_DELETE",
    "SEND_MESSAGE",
    "GROUPS_UPSERT",
    "GROUP_PARTICIPANTS_UPDATE",
    "CONNECTION_UPDATE",
    "QRCODE_UPDATED",
    "LOGOUT_INSTANCE",
    "REMOVE_INSTANCE",
];

impl Evolution {
    /// Creates the instance where it is missing, and sets its webhook (`header` is the value of
    /// [`TOKEN_HEADER`]; `typing` asks to be told who is writing) and its settings. May be repeated.
    ///
    /// # Errors
    /// As every call; creating needs the server's global key.
    pub fn ensure_instance<'a>(
        &'a self,
        webhook_url: &'a str,
        header: &'a str,
        typing: bool,
    ) -> Reply<'a, ()> {
        Box::pin(self.prepare(webhook_url, header, typing))
    }

    /// Ends the reports of the instance to `webhook_url`. May be repeated.
    ///
    /// # Errors
    /// As every call.
    pub fn silence<'a>(&'a self, webhook_url: &'a str) -> Reply<'a, ()> {
        Box::pin(async move {
            let mut webhook = webhook(webhook_url, "", false);
            webhook["enabled"] = json!(false);
            self.set("webhook/set", json!({"webhook": webhook})).await
        })
    }

    async fn prepare(&self, url: &str, header: &str, typing: bool) -> Result<(), GatewayError> {
        let webhook = webhook(url, header, typing);
        match self.http.call(Call::get("instance/connectionState")).await {
            Ok(_) => {}
            Err(Failed::Refused(refusal, _)) if refusal.is_no_such_instance() => {
                self.create(&webhook).await?
            }
            Err(failed) => return Err(failed.error()),
        }
        self.set("webhook/set", json!({"webhook": webhook})).await?;
        self.set("settings/set", settings()).await
    }

    async fn create(&self, webhook: &Value) -> Result<(), GatewayError> {
        let mut body = settings();
        body["instanceName"] = json!(self.http.instance());
        body["integration"] = json!("WHATSAPP-BAILEYS");
        // With a code the call takes five seconds and more; `connect` brings it.
        body["qrcode"] = json!(false);
        body["webhook"] = webhook.clone();
        match self.http.call_bare(Call::post("instance/create", body).slow().repeatable()).await {
            Ok(_) => Ok(()),
            Err(Failed::Refused(refusal, _)) if refusal.is_name_in_use() => Ok(()),
            Err(failed) => Err(failed.error()),
        }
    }

    async fn set(&self, route: &str, body: Value) -> Result<(), GatewayError> {
        self.http.call(Call::post(route, body).repeatable()).await.map(drop).map_err(Failed::error)
    }
}

fn webhook(url: &str, header: &str, typing: bool) -> Value {
    let events: Vec<&str> = EVENTS.into_iter().chain(typing.then_some(TYPING)).collect();
    json!({
        "enabled": true,
        "url": url,
        // One address for all: the event is in the body.
        "byEvents": false,
        // Files are fetched when somebody wants them.
        "base64": false,
        "headers": {TOKEN_HEADER: header},
        // Leaving it out is a 500, an empty list means everything.
        "events": events,
    })
}

/// The six that are mandatory. With `groupsIgnore` no group would ever be seen.
fn settings() -> Value {
    json!({
        "rejectCall": false,
        "groupsIgnore": false,
        "alwaysOnline": false,
        "readMessages": false,
        "readStatus": false,
        "syncFullHistory": false,
    })
}

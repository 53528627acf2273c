//! A look at a server before a line is connected to it: is it there, is it an Evolution API that Relevo knows,
//! does it take the key, and whose is the instance. Changes nothing.

use std::error::Error as _;
use std::time::Duration;

use serde_json::Value;

use super::call::{Call, Failed, Http, Patience};
use super::config::{ConfigError, EvolutionConfig};
use super::lenient::{items, jid, word};
use super::link;
use crate::domain::identity::Identity;
use crate::domain::inbound::Connection;
use crate::domain::phone::Phone;

/// The oldest version whose messages Relevo understands.
pub const OLDEST: (u32, u32) = (2, 2);
/// Somebody waits in front of a form.
const PATIENCE: Patience = Patience {
    connect: Duration::from_secs(5),
    answer: Duration::from_secs(12),
    slow_answer: Duration::from_secs(12),
};

/// What is at the address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The server's version.
    pub version: String,
    /// The instance; nothing if there is none yet, and the key may create it.
    pub instance: Option<Instance>,
}

/// An instance that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// How its link stands, as far as the server says.
    pub connection: Option<Connection>,
    /// The number that it is linked to.
    pub number: Option<Phone>,
    /// Where it reports to, if anywhere.
    pub reports_to: Option<String>,
}

/// Why a line cannot be connected so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// A setting cannot be used at all.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The address names no machine.
    #[error("there is no such host")]
    NoSuchHost,
    /// The machine is there, and nobody listens at that port.
    #[error("nobody listens there")]
    Closed,
    /// No answer in time.
    #[error("no answer in time")]
    Slow,
    /// The machine cannot be reached, or hangs up.
    #[error("the server cannot be reached")]
    Unreachable,
    /// The encrypted connection does not come about.
    #[error("the certificate or the encryption is not right")]
    Tls,
    /// The server sends elsewhere, as from http to https.
    #[error("the server sends elsewhere")]
    Moved,
    /// Something answers, and it is no Evolution API.
    #[error("this is no evolution api")]
    NotEvolution,
    /// It is one that is too old.
    #[error("version {0} is too old")]
    TooOld(String),
    /// It does not take the key, or not for this instance.
    #[error("the key is not right")]
    WrongKey,
    /// The instance is not one of WhatsApp Web.
    #[error("the instance is of another kind")]
    OtherKind,
    /// Anything else that it says.
    #[error("{0}")]
    Said(String),
}

/// Looks at a server and the instance on it.
///
/// # Errors
/// [`Trouble`]: the first thing that is in the way.
pub async fn check(config: &EvolutionConfig) -> Result<Found, Trouble> {
    let http = Http::new(config, PATIENCE)?;
    let version = version(&http).await?;
    let asked = Call::get("instance/fetchInstances").query("instanceName", &config.instance);
    let answer = match http.call_bare(asked).await {
        Ok(answer) => answer,
        Err(Failed::Refused(refusal, _)) if refusal.is_wrong_key() => {
            return Err(Trouble::WrongKey);
        }
        Err(Failed::Refused(refusal, _)) if refusal.is_not_there() => {
            return Ok(Found { version, instance: None });
        }
        Err(failed) => return Err(Trouble::Said(failed.error().said().to_owned())),
    };
    let named = |one: &&Value| one["name"].as_str() == Some(config.instance.as_str());
    let Some(one) = items(&answer, 64).iter().find(named) else {
        return Ok(Found { version, instance: None });
    };
    if word(&one["integration"]).is_some_and(|kind| kind != "WHATSAPP-BAILEYS") {
        return Err(Trouble::OtherKind);
    }
    let number = jid(&one["ownerJid"]).and_then(|jid| Identity::from_jid(jid).phone);
    let connection = link::state(&one["connectionStatus"]);
    let reports_to = reports_to(&http).await;
    Ok(Found { version, instance: Some(Instance { connection, number, reports_to }) })
}

/// The version that the server's front page gives. It asks for no key.
async fn version(http: &Http) -> Result<String, Trouble> {
    let answer = match http.front(PATIENCE.answer).await {
        Ok(answer) => answer,
        Err(error) => return Err(unreached(&error)),
    };
    if answer.status.is_redirection() {
        return Err(Trouble::Moved);
    }
    let page: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let is_evolution = page["message"].as_str().is_some_and(|said| said.contains("Evolution API"));
    let version = word(&page["version"]).filter(|version| version.len() <= 32);
    let Some(version) = version.filter(|_| is_evolution) else {
        // A proxy whose server is down says so with a page of its own.
        return Err(match answer.status.as_u16() {
            502..=504 => Trouble::Unreachable,
            _ => Trouble::NotEvolution,
        });
    };
    let mut numbers = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let known = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if known < OLDEST { Err(Trouble::TooOld(version.to_owned())) } else { Ok(version.to_owned()) }
}

/// Where the instance reports to. That this is not said keeps nobody from connecting.
async fn reports_to(http: &Http) -> Option<String> {
    let answer = http.call(Call::get("webhook/find")).await.ok()?;
    let on = answer["enabled"].as_bool() != Some(false);
    word(&answer["url"]).filter(|url| on && url.len() <= 512).map(str::to_owned)
}

/// Why there was no answer at all.
fn unreached(error: &reqwest::Error) -> Trouble {
    if error.is_timeout() {
        return Trouble::Slow;
    }
    let mut said = String::new();
    let mut cause = error.source();
    while let Some(inner) = cause {
        said.push_str(&inner.to_string().to_ascii_lowercase());
        said.push('\n');
        cause = inner.source();
    }
    let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if says(&["dns", "lookup", "resolve"]) {
        Trouble::NoSuchHost
    } else if says(&["certificate", "tls", "ssl", "handshake", "corrupt message"]) {
        Trouble::Tls
    } else if says(&["refused"]) {
        Trouble::Closed
    } else if says(&["timed out"]) {
        Trouble::Slow
    } else {
        Trouble::Unreachable
    }
}

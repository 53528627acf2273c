//! A form that is sent twice is carried out once: whoever clicks twice, or sends again after going back, is led
//! to what the first one came to.
//!
//! Every page gives its forms another token (see [`Token::form_value`](super::secret::Token::form_value)), so
//! the same token with the same fields is the same form of the same page. Only what was carried out is
//! remembered: what was turned down can be sent again as it is.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use actix_web::HttpResponse;
use actix_web::http::{StatusCode, header};
use sha2::{Digest, Sha256};
use tokio::sync::watch;

use super::flash::Flash;
use super::form::Fields;
use super::panel::{redirect, redirect_saying};
use super::settings::WebSettings;

/// Forms remembered at the most; the oldest is forgotten for a new one.
const MOST: usize = 2_048;

/// One sending of one form.
type Key = [u8; 32];

/// What came of a form: where its sender was led, and what was said there. No other cookie is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    to: String,
    said: Option<Flash>,
}

impl Done {
    /// Of an answer that leads on and does not say that it was turned down; nothing else is worth remembering.
    #[must_use]
    pub fn of(answer: &HttpResponse) -> Option<Self> {
        let said = answer.extensions().get::<Flash>().cloned();
        let carried_out =
            answer.status() == StatusCode::SEE_OTHER && !said.as_ref().is_some_and(Flash::is_bad);
        let to = answer.headers().get(header::LOCATION).filter(|_| carried_out)?;
        Some(Self { to: to.to_str().ok()?.to_owned(), said })
    }

    /// The same answer again.
    #[must_use]
    pub fn answer(&self, settings: &WebSettings) -> HttpResponse {
        match &self.said {
            Some(flash) => redirect_saying(&self.to, flash, settings),
            None => redirect(&self.to),
        }
    }
}

/// Forms that are being carried out, or were a short while ago.
#[derive(Debug, Default, Clone)]
pub struct Once {
    kept: Arc<Mutex<Kept>>,
}

#[derive(Debug, Default)]
struct Kept {
    forms: BTreeMap<Key, watch::Receiver<Option<Done>>>,
    order: VecDeque<Key>,
}

/// Whether a form is new.
#[derive(Debug)]
pub enum Begun {
    /// It is: carry it out.
    First(Carrying),
    /// It came before: wait for what came of it.
    Again(watch::Receiver<Option<Done>>),
}

impl Once {
    /// A form arrived at this address.
    #[must_use]
    pub fn begin(&self, path: &str, fields: &Fields) -> Begun {
        let key = key(path, fields);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(outcome) = kept.forms.get(&key) {
            return Begun::Again(outcome.clone());
        }
        let (tell, told) = watch::channel(None);
        if kept.order.len() >= MOST
            && let Some(oldest) = kept.order.pop_front()
        {
            kept.forms.remove(&oldest);
        }
        kept.forms.insert(key, told);
        kept.order.push_back(key);
        Begun::First(Carrying { once: self.clone(), key, tell })
    }

    fn forget(&self, key: &Key) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.forms.remove(key).is_some() {
            kept.order.retain(|other| other != key);
        }
    }
}

/// A form that is being carried out. Dropped without [`Self::done`], it may be sent again.
#[derive(Debug)]
pub struct Carrying {
    once: Once,
    key: Key,
    tell: watch::Sender<Option<Done>>,
}

impl Carrying {
    /// It was carried out, with this answer.
    pub fn done(self, done: Done) {
        self.tell.send_replace(Some(done));
    }
}

impl Drop for Carrying {
    fn drop(&mut self) {
        if self.tell.borrow().is_none() {
            self.once.forget(&self.key);
        }
    }
}

/// What came of a form that is being carried out; `None` if nothing did.
pub async fn outcome(mut waiting: watch::Receiver<Option<Done>>) -> Option<Done> {
    let done = waiting.wait_for(Option::is_some).await.ok()?;
    done.clone()
}

fn key(path: &str, fields: &Fields) -> Key {
    let mut hash = Sha256::new();
    for part in std::iter::once(path).chain(fields.pairs().flat_map(|(name, value)| [name, value]))
    {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[actix_web::test]
    async fn the_second_sending_gets_the_answer_of_the_first() {
        let (once, form) = (Once::default(), fields(&[("csrf", "x"), ("nombre", "Ana")]));
        let Begun::First(first) = once.begin("/agentes", &form) else { panic!("it is new") };
        let Begun::Again(second) = once.begin("/agentes", &form) else { panic!("it is not") };
        let waiting = outcome(second);
        first.done(Done::of(&redirect("/agentes?linea=1")).unwrap());
        let answer = waiting.await.unwrap().answer(&WebSettings::plain());
        assert_eq!(answer.headers().get(header::LOCATION).unwrap(), "/agentes?linea=1");
        let Begun::Again(later) = once.begin("/agentes", &form) else { panic!("it is not") };
        assert!(outcome(later).await.is_some());
    }

    #[actix_web::test]
    async fn another_page_another_address_or_another_word_is_another_form() {
        let once = Once::default();
        let mut held = Vec::new();
        for (path, pairs) in [
            ("/agentes", [("csrf", "x"), ("nombre", "Ana")]),
            ("/agentes", [("csrf", "y"), ("nombre", "Ana")]),
            ("/agentes", [("csrf", "x"), ("nombre", "Rui")]),
            ("/agentes/1", [("csrf", "x"), ("nombre", "Ana")]),
            ("/agentes", [("csrf", "xnombre"), ("Ana", "")]),
        ] {
            match once.begin(path, &fields(&pairs)) {
                Begun::First(form) => held.push(form),
                Begun::Again(_) => panic!("{path} {pairs:?}"),
            }
        }
    }

    #[actix_web::test]
    async fn what_was_not_carried_out_can_be_sent_again() {
        let (once, form) = (Once::default(), fields(&[("csrf", "x")]));
        let Begun::First(first) = once.begin("/agentes", &form) else { panic!("it is new") };
        let Begun::Again(second) = once.begin("/agentes", &form) else { panic!("it is not") };
        drop(first);
        assert_eq!(outcome(second).await, None);
        assert!(matches!(once.begin("/agentes", &form), Begun::First(_)));
        assert_eq!(Done::of(&HttpResponse::UnprocessableEntity().finish()), None);
        let refused = Flash::of("flash-bad-refused");
        assert_eq!(Done::of(&redirect_saying("/x", &refused, &WebSettings::plain())), None);
    }

    #[test]
    fn old_forms_are_forgotten() {
        let once = Once::default();
        for n in 0..MOST + 10 {
            let Begun::First(form) = once.begin("/x", &fields(&[("csrf", &n.to_string())])) else {
                panic!("{n}")
            };
            form.done(Done::of(&redirect("/x")).unwrap());
        }
        let kept = once.kept.lock().unwrap();
        assert_eq!((kept.forms.len(), kept.order.len()), (MOST, MOST));
    }
}

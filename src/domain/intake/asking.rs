//! Asking a customer what it is about: the menu, again where the answer was not understood, and the menus within it.

use std::sync::Arc;

use super::menu::{self, MenuOption};
use super::understand::{Answer, read};
use super::{Conversation, Intake, Phase, Request, kept};
use crate::domain::event::Event;
use crate::domain::inbound::Incoming;
use crate::domain::notice::{MenuPart, Notice};
use crate::domain::outcome::{Outcome, Receipt};
use crate::domain::ticket::Customer;

/// What comes of a message.
enum Next {
    /// It is known what it is about.
    Open(Request),
    /// The menu at this path is shown.
    Ask { path: Vec<u8>, part: MenuPart, times: u8 },
}

impl Intake {
    /// A customer without a ticket wrote, and is to choose.
    pub(super) fn ask(
        &mut self,
        customer: Arc<Customer>,
        message: Incoming,
        receipt: Receipt,
    ) -> Outcome {
        let menu = self.settings.menu.clone();
        let options = menu.options();
        let next = self.next(&customer, message.content.words(), &options);
        let (path, part, times) = match next {
            Next::Open(request) => return self.open(customer, request, message, receipt),
            Next::Ask { path, part, times } => (path, part, times),
        };
        let mut outcome = Outcome::done(receipt);
        let notice = self.menu_notice(&customer, &path, part, &options);
        outcome.say(&customer.chat, notice);
        let conversation = self.conversations.entry(customer.id).or_insert_with(|| Conversation {
            customer: customer.id,
            phase: Phase::Asked { times },
            since: message.at,
            messages: Vec::new(),
            path: Vec::new(),
            request: Request::default(),
        });
        conversation.phase = Phase::Asked { times };
        conversation.path = path;
        if conversation.has_room() {
            let message = kept(&message, &conversation.messages);
            conversation.messages.push(message);
        }
        outcome.events.push(Event::IntakeKept { conversation: conversation.clone() });
        outcome
    }

    fn next(&self, customer: &Customer, words: Option<&str>, options: &[MenuOption]) -> Next {
        let known = self.conversations.get(&customer.id);
        let (path, times) = match known.map(|known| (&known.path, known.phase)) {
            // What it is about was clear before.
            Some((_, Phase::NoPlace { department })) => {
                let known = known.map(|known| known.request.clone()).unwrap_or_default();
                return Next::Open(Request { department: Some(department), ..known });
            }
            // The menu may have been changed meanwhile.
            Some((path, Phase::Asked { times })) if menu::below(options, path).is_some() => {
                (path.clone(), times)
            }
            Some((_, Phase::Asked { times })) => (Vec::new(), times),
            None => (Vec::new(), 0),
        };
        let here = menu::below(options, &path).unwrap_or(options);
        let nested = !path.is_empty();
        match words.and_then(|words| read(words, here, times > 0)) {
            Some(Answer::Chosen(chosen)) => {
                let path = [path, chosen].concat();
                match menu::chosen(options, &path) {
                    Some(option) if option.options.is_empty() => Next::Open(Request::of(option)),
                    Some(option) => {
                        let part = MenuPart::Nested { label: option.label.clone() };
                        Next::Ask { path, part, times: 1 }
                    }
                    None => Next::Open(self.default_request(options, &path)),
                }
            }
            Some(Answer::Back) if nested => {
                let path = path[..path.len() - 1].to_vec();
                let part = match menu::chosen(options, &path) {
                    Some(option) => MenuPart::Nested { label: option.label.clone() },
                    None => MenuPart::First,
                };
                Next::Ask { path, part, times: 1 }
            }
            Some(Answer::Back) | None => match times {
                0 => Next::Ask { path, part: MenuPart::First, times: 1 },
                1 => Next::Ask { path, part: MenuPart::Again { nested }, times: 2 },
                _ => Next::Open(self.default_request(options, &path)),
            },
        }
    }

    /// What it is about for whoever does not say so: what was chosen last, else what the line is set to.
    fn default_request(&self, options: &[MenuOption], path: &[u8]) -> Request {
        let chosen = menu::chosen(options, path).map(Request::of);
        chosen.unwrap_or_else(|| Request {
            department: Some(self.settings.default_department),
            ..Request::default()
        })
    }

    fn menu_notice(
        &self,
        customer: &Customer,
        path: &[u8],
        part: MenuPart,
        options: &[MenuOption],
    ) -> Notice {
        let (name, company) = (customer.name.clone(), self.settings.company.clone());
        if self.settings.menu.is_usual() {
            return match part {
                MenuPart::First | MenuPart::Nested { .. } => Notice::Menu { name, company },
                MenuPart::Again { .. } => Notice::MenuAgain,
            };
        }
        let shown = menu::below(options, path).unwrap_or(options);
        let labels = shown.iter().map(|option| option.label.clone());
        let options = labels.filter(|label| !label.is_empty()).collect();
        let greeting = self.settings.menu.greeting.clone();
        Notice::OwnMenu { name, company, greeting, part, options }
    }
}

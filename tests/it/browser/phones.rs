//! The phones of the simulator page, used as people use them.

use super::window::{Place, Window, quoted};

/// One phone.
pub struct Phone<'a> {
    place: Place<'a>,
    field: String,
    button: String,
}

impl Window {
    /// The phone of a customer, by the customer's whole name.
    pub fn customer(&self, name: &str) -> Phone<'_> {
        let owner = quoted(&format!("el teléfono de {name}, cliente"));
        let place = self.page().at(&format!("//section[header//p[normalize-space(.)={owner}]]"));
        let first = name.split(' ').next().unwrap_or(name);
        Phone {
            place,
            field: format!("Escribí como {first}"),
            button: format!("Enviar como {first}"),
        }
    }

    /// The phone that shows a group.
    pub fn group(&self, subject: &str) -> Phone<'_> {
        let place = self
            .page()
            .at(&format!("//section[header//h2[normalize-space(.)={}]]", quoted(subject)));
        Phone {
            place,
            field: String::from("Escribí en el grupo"),
            button: format!("Enviar a {subject}"),
        }
    }
}

impl Phone<'_> {
    /// Waits until somebody can read this there.
    pub async fn reads(&self, text: &str) {
        self.place.at("//ol").sees(text).await;
    }

    /// Whether it is there now.
    pub async fn has(&self, text: &str) -> bool {
        self.place.at("//ol").says(text).await
    }

    /// Waits until the line under the name says this.
    pub async fn is_titled(&self, text: &str) {
        self.place.at("/header").sees(text).await;
    }

    /// Chooses who writes.
    pub async fn writing_as(&self, name: &str) -> &Self {
        self.place.choose("Como", name).await;
        self
    }

    /// Presses «Citar» under the newest message that says this.
    pub async fn quoting(&self, text: &str) -> &Self {
        let message = format!("//ol/li[contains(normalize-space(.), {})][last()]", quoted(text));
        self.place.at(&message).press("Citar").await;
        self.place.at("/form").sees("Citás a").await;
        self
    }

    /// Types and sends.
    pub async fn write(&self, text: &str) {
        self.place.fill(&self.field, text).await;
        self.place.press(&self.button).await;
        self.place.at("/form").sees_no_more("Citás a").await;
    }

    /// Types, and leaves it at that.
    pub async fn fill_only(&self, text: &str) {
        self.place.fill(&self.field, text).await;
    }

    /// What was typed and not sent.
    pub async fn typed(&self) -> String {
        self.place.value(&self.field).await
    }
}

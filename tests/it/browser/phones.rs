//! The phones of the simulator page, used as people use them.

use std::path::Path;

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

    /// Chooses «Citar» for the newest message that says this.
    pub async fn quoting(&self, text: &str) -> &Self {
        self.choosing("Citar", text).await;
        self.place.at("/form").sees("Citás a").await;
        self
    }

    /// Changes the words of the newest message that says this.
    pub async fn edit(&self, text: &str, words: &str) {
        self.choosing("Editar", text).await;
        self.place.fill("Nuevo texto del mensaje", words).await;
        self.place.press("Guardar el cambio").await;
        self.reads(words).await;
    }

    /// Deletes the newest message that says this.
    pub async fn delete(&self, text: &str) {
        self.choosing("Eliminar", text).await;
        self.place.at("/form").sees(text).await;
        self.place.press("Eliminar para todos").await;
        self.reads("Se eliminó este mensaje").await;
    }

    /// Reacts to the newest message that says this.
    pub async fn react(&self, text: &str, emoji: &str) {
        self.choosing("Reaccionar", text).await;
        self.place.press(&format!("Reaccionar con {emoji}")).await;
        self.message(text).sees(emoji).await;
    }

    /// Sends a file, with words below it.
    pub async fn send_file(&self, path: &Path, as_what: &str, words: &str) {
        if self.place.find("//input[@type='file']").await.is_none() {
            self.place.press("Archivo").await;
        }
        self.place.choose("Mandarlo como", as_what).await;
        let field = self.place.find("//input[@type='file']").await.expect("a field for a file");
        field.send_keys(path.to_str().expect("a path")).await.expect("a file is chosen");
        self.place.fill(&self.field, words).await;
        self.place.press("Mandar el archivo").await;
    }

    /// Sends a place.
    pub async fn send_place(&self, place: &str, name: &str) {
        self.more().await;
        self.place.fill("Ubicación: latitud y longitud", place).await;
        self.place.fill("Nombre del lugar", name).await;
        self.place.press("Mandar la ubicación").await;
    }

    /// Sends a contact card.
    pub async fn send_card(&self, name: &str, number: &str) {
        self.more().await;
        self.place.fill("Nombre del contacto", name).await;
        self.place.fill("Número del contacto", number).await;
        self.place.press("Mandar el contacto").await;
    }

    /// Unfolds what is sent more rarely.
    async fn more(&self) {
        if self.place.find("//input[@name='lugar']").await.is_none() {
            self.place.press("Ubicación o contacto").await;
        }
    }

    /// Everybody whose phone this is looks at the chat.
    pub async fn open_chat(&self, name: &str) {
        self.place.press(&format!("Marcar como leído: {name}")).await;
    }

    /// Presses a button of the phone.
    pub async fn press(&self, name: &str) {
        self.place.press(name).await;
    }

    /// The newest message that says this.
    pub fn message(&self, text: &str) -> Place<'_> {
        let path = format!("//ol/li[contains(normalize-space(.), {})][last()]", quoted(text));
        self.place.at(&path)
    }

    /// What there is on the phone of this kind, as an XPath.
    pub async fn count(&self, path: &str) -> usize {
        self.place.count(path).await.expect("a count")
    }

    /// Chooses what to do with the newest message that says this.
    async fn choosing(&self, what: &str, text: &str) {
        let message = self.message(text);
        if message.find(&format!("//a[normalize-space(.)='{what}']")).await.is_none() {
            message.at("//summary").press_it().await;
        }
        message.press(what).await;
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

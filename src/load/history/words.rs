//! Names and phrases to choose from, as the store writes them: content as its JSON, words folded.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use crate::domain::content::{Content, MediaKind};
use crate::store::Conn;
use crate::store::search::fold;

/// Names; a row of customers chooses by its number.
pub(super) const NAMES: i64 = 1_024;
/// Phrases of each side.
pub(super) const PHRASES: i64 = 256;

const FIRST: [&str; 32] = [
    "Ana",
    "María José",
    "Joaquín",
    "Lucía",
    "Ramón",
    "Inés",
    "Tomás",
    "Belén",
    "Martín",
    "Sofía",
    "Andrés",
    "Noelia",
    "Julián",
    "Verónica",
    "Matías",
    "Rocío",
    "Germán",
    "Mónica",
    "Agustín",
    "Débora",
    "Facundo",
    "Graciela",
    "Hernán",
    "Ángela",
    "Pablo",
    "Yésica",
    "Nicolás",
    "Carla",
    "Iván",
    "Florencia",
    "Raúl",
    "Estela",
];
const LAST: [&str; 32] = [
    "Gómez",
    "Rodríguez",
    "Fernández",
    "Núñez",
    "López",
    "Díaz",
    "Pérez",
    "Sosa",
    "Romero",
    "Álvarez",
    "Benítez",
    "Ruiz",
    "Suárez",
    "Medina",
    "Ibáñez",
    "Giménez",
    "Ojeda",
    "Castro",
    "Ortiz",
    "Luna",
    "Juárez",
    "Cabrera",
    "Ríos",
    "Ferreyra",
    "Godoy",
    "Morales",
    "Domínguez",
    "Moreno",
    "Peralta",
    "Vega",
    "Carrizo",
    "Quiroga",
];
const ASKED: [&str; 16] = [
    "Hola, desde anoche no tengo internet",
    "Buenas tardes, la factura vino con un cargo de más",
    "El técnico quedó en venir y no apareció",
    "¿Me pasan el estado de mi pedido?",
    "Quería saber el precio del plan de 300 megas",
    "Ya reinicié el equipo y sigue igual",
    "No me llegó el comprobante del pago",
    "Se corta cada media hora, así no puedo trabajar",
    "¿Hacen envíos a Tafí Viejo?",
    "Me cobraron dos veces este mes",
    "Necesito cambiar la titularidad del servicio",
    "La aplicación dice que mi usuario no existe",
    "Sí, es el de la calle San Martín",
    "Dale, espero entonces",
    "Perdón, recién veo el mensaje",
    "Muchas gracias por la ayuda",
];
const ANSWERED: [&str; 16] = [
    "Hola, ¿en qué puedo ayudarte?",
    "Ya lo estoy viendo en el sistema",
    "¿Me confirmás tu DNI, por favor?",
    "Te reenvío el comprobante en un momento",
    "El técnico pasa mañana entre las 9 y las 13",
    "Hice el ajuste, se acredita en la próxima factura",
    "Probá desenchufar el módem treinta segundos",
    "Quedó cargado el reclamo",
    "El plan de 300 megas incluye la instalación",
    "Tu pedido salió hoy del depósito",
    "Sí, hacemos envíos a toda la provincia",
    "Veo dos pagos, uno te lo devolvemos",
    "Decime la dirección exacta",
    "¿Se ve alguna luz roja en el equipo?",
    "Listo, ya debería funcionar",
    "Gracias por la espera, cualquier cosa escribinos",
];
const ENDINGS: [&str; 16] = [
    "",
    "",
    "",
    "",
    " 🙏",
    " por favor",
    ", gracias",
    " urgente",
    " desde el lunes",
    " otra vez",
    " como la semana pasada",
    " (ya es la tercera vez)",
    " en la cuenta",
    " en el local",
    ".\nAvisame cuando puedas",
    ". El número es",
];

/// The tables, empty.
pub(super) fn tables(sqlite: bool, numbers: u64) -> String {
    let integer = if sqlite { "INTEGER" } else { "BIGINT" };
    format!(
        "CREATE TEMP TABLE fill_numbers (i {integer} PRIMARY KEY); \
         INSERT INTO fill_numbers WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {numbers}) \
         SELECT i FROM n; \
         CREATE TEMP TABLE fill_names (n {integer} PRIMARY KEY, name TEXT NOT NULL, words TEXT NOT NULL); \
         CREATE TEMP TABLE fill_phrases (n {integer} PRIMARY KEY, head TEXT NOT NULL, tail TEXT NOT NULL, \
         words TEXT NOT NULL, numbered BIGINT NOT NULL)"
    )
}

/// Puts the names and phrases into their tables.
pub(super) fn fill(conn: &mut Conn) -> QueryResult<()> {
    conn.transaction(|conn| {
        for (n, name) in (0..NAMES).zip(names()) {
            diesel::sql_query("INSERT INTO fill_names VALUES ($1, $2, $3)")
                .bind::<BigInt, _>(n)
                .bind::<Text, _>(&name)
                .bind::<Text, _>(fold(&name))
                .execute(conn)?;
        }
        for (n, phrase) in (0..).zip(phrases(&ANSWERED).into_iter().chain(phrases(&ASKED))) {
            diesel::sql_query("INSERT INTO fill_phrases VALUES ($1, $2, $3, $4, $5)")
                .bind::<BigInt, _>(n)
                .bind::<Text, _>(phrase.head)
                .bind::<Text, _>(phrase.tail)
                .bind::<Text, _>(phrase.words)
                .bind::<BigInt, _>(i64::from(phrase.numbered))
                .execute(conn)?;
        }
        Ok(())
    })
}

fn names() -> impl Iterator<Item = String> {
    FIRST.iter().flat_map(|first| LAST.iter().map(move |last| format!("{first} {last}")))
}

/// A content's JSON, cut where a number may go in.
struct Phrase {
    head: String,
    tail: String,
    words: String,
    numbered: bool,
}

fn phrases(sentences: &[&str]) -> Vec<Phrase> {
    let one = |(sentence, ending): (&str, &str)| {
        let numbered = ending.ends_with("número es");
        let text = format!("{sentence}{ending}");
        let content = match ending {
            // Some send a photo with it.
            " otra vez" => Content::Media {
                media: MediaKind::Image,
                caption: Some(text.clone()),
                file_name: None,
                view_once: false,
                file: None,
            },
            _ => Content::text(text.clone()),
        };
        let json = serde_json::to_string(&content).unwrap_or_default();
        let cut = if numbered { json.len() - 2 } else { json.len() };
        let (head, tail) = json.split_at(cut);
        Phrase { head: head.to_owned(), tail: tail.to_owned(), words: fold(&text), numbered }
    };
    sentences
        .iter()
        .flat_map(|sentence| ENDINGS.iter().map(move |ending| (*sentence, *ending)))
        .map(one)
        .collect()
}

//! What a text of Relevo's says, as far as this test must know.

/// A text of Relevo's. Numbers are tickets; customers are counted from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    Announcement {
        no: i64,
        customer: usize,
    },
    Addition {
        no: i64,
    },
    Assigned {
        no: i64,
        agent: String,
        slot: String,
    },
    /// A claim was turned down.
    TurnedDown,
    ClosedInGroup {
        no: i64,
    },
    Header {
        no: i64,
        customer: usize,
    },
    /// A customer's or an agent's own words: the token that they begin with.
    Words(String),
    Closed {
        no: i64,
    },
    Placed {
        no: i64,
    },
    Goodbye {
        no: i64,
    },
    Other,
}

/// Reads a text.
pub fn read(text: &str) -> Said {
    let first = text.lines().next().unwrap_or_default();
    let no = number_after(first, "#").unwrap_or_default();
    let customer = || {
        number_after(text, "Cliente ").and_then(|n| usize::try_from(n).ok()).unwrap_or(usize::MAX)
    };
    if first.starts_with("🎫 *Caso #") {
        Said::Announcement { no, customer: customer() }
    } else if first.starts_with("💬 *Caso #") {
        Said::Addition { no }
    } else if let Some((_, who)) = first.split_once(" asignado a ") {
        let (agent, slot) = who.split_once(" → ").unwrap_or_default();
        Said::Assigned { no, agent: agent.into(), slot: slot.into() }
    } else if first.starts_with("El caso #") || first.starts_with("Todos los grupos del agente") {
        Said::TurnedDown
    } else if first.starts_with("🏁 Caso #") {
        Said::ClosedInGroup { no }
    } else if first.starts_with("*Caso #") {
        Said::Header { no, customer: customer() }
    } else if first.starts_with("✅ Caso #") && first.contains(" cerrado") {
        Said::Closed { no }
    } else if first.starts_with("Listo, ya avisamos") {
        Said::Placed { no }
    } else if first.starts_with("Cerramos tu caso #") {
        Said::Goodbye { no }
    } else {
        token(text).map_or(Said::Other, Said::Words)
    }
}

/// The token of a person's words: `c07-0012` of customer 7, `r3-0004` of whoever sits at slot 3.
fn token(text: &str) -> Option<String> {
    let token = text.lines().last()?.split(' ').next()?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (who, number) = token.get(1..)?.split_once('-')?;
    (token.starts_with(['c', 'r']) && digits(who) && digits(number)).then(|| token.into())
}

fn number_after(text: &str, words: &str) -> Option<i64> {
    let (_, rest) = text.split_once(words)?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..end].parse().ok()
}

#[test]
fn the_texts_of_relevo_are_told_apart() {
    let assigned =
        Said::Assigned {
            no: 7, agent: "Juan Pérez".into(), slot: "Chat soporte Juan N°1".into()
        };
    for (text, said) in [
        (
            "🎫 *Caso #7* · Soporte\nCliente 03, 11 5000-1003\n«c03-0001 hola»",
            Said::Announcement { no: 7, customer: 3 },
        ),
        ("✅ Caso #7 asignado a Juan Pérez → Chat soporte Juan N°1", assigned),
        ("*Caso #7 · Cliente 03*\n…", Said::Header { no: 7, customer: 3 }),
        ("*Cliente 03:*\nc03-0001 hola", Said::Words("c03-0001".into())),
        ("Listo, ya avisamos a Soporte: tu caso es el #7. Contanos", Said::Placed { no: 7 }),
        ("c03-0001 hola", Said::Words("c03-0001".into())),
        ("✅ Caso #7 cerrado: «listo».\n…", Said::Closed { no: 7 }),
        ("El caso #7 ya lo tomó Juan Pérez.", Said::TurnedDown),
        ("No hay un caso activo en este grupo", Said::Other),
    ] {
        assert_eq!(read(text), said, "{text}");
    }
}

//! Forms filled in by somebody who means no good, or who mistypes: the field says why, and nothing is kept.

use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use relevo::domain::ids::LineId;
use relevo::domain::settings::LineSettings;
use relevo::store::lines;
use relevo::store::users::Role;

use crate::access::house::{House, Person, with_cookie};

const LINE: LineId = LineId(1);
const EVIL: &str = "</textarea><script>alert('x')</script>";

/// A page's form: what can be used, and what cannot, each with the field that says so.
struct Form {
    page: &'static str,
    good: &'static [(&'static str, &'static str)],
    bad: &'static [(&'static str, &'static str)],
}

const FORMS: &[Form] = &[
    Form {
        page: "/ajustes/horarios",
        good: &[("lunes", "9 a 13, 16 a 20"), ("zona", "America/Lima"), ("accion", "guardar")],
        bad: &[
            ("lunes", "25 a 3"),
            ("lunes", "-3 a 9"),
            ("lunes", "9 a 13, 12 a 20"),
            ("lunes", "1 a 2, 3 a 4, 5 a 6, 7 a 8, 9 a 10"),
            ("domingo", EVIL),
            ("zona", "Marte/Olimpo"),
            ("zona", "../../etc/passwd"),
            ("fecha", "2026-13-45"),
            ("fecha", "-009999-01-01"),
        ],
    },
    Form {
        page: "/ajustes/horarios/reglas",
        good: &[("margen", "5")],
        bad: &[
            ("margen", ""),
            ("margen", "-1"),
            ("margen", "99999999999999999999"),
            ("margen", EVIL),
        ],
    },
    Form {
        page: "/ajustes/horarios/grupos/1",
        good: &[("martes", "8 a 12"), ("aceptar", "30"), ("accion", "guardar")],
        bad: &[
            ("martes", "8 a 12, 11 a 13"),
            ("aceptar", "-5"),
            ("aceptar", "3601"),
            ("palabras", "x, \u{202e}"),
            ("zona", "UTC+99"),
        ],
    },
    Form {
        page: "/ajustes/horarios/agentes/1",
        good: &[("martes", "8 a 12"), ("accion", "guardar")],
        bad: &[("martes", "ocho"), ("zona", "a b")],
    },
    Form {
        page: "/ajustes/cierre",
        good: &[
            ("motivos", "Cable\nRouter"),
            ("plazo", "24"),
            ("cada", "0"),
            ("silencio", "0"),
            ("cierre", "2"),
        ],
        bad: &[
            ("motivos", "12"),
            ("motivos", "a\u{7}b"),
            ("plazo", ""),
            ("plazo", "721"),
            ("cada", "-1"),
            ("silencio", "9999999999999999999999"),
            ("cierre", EVIL),
        ],
    },
    Form {
        page: "/ajustes/reglas",
        good: &[
            ("primero", "5"),
            ("urgente", "2"),
            ("segundo", "15"),
            ("cada", "30"),
            ("respuesta", "10"),
            ("supervision", "20"),
            ("devolver", "0"),
        ],
        bad: &[
            ("primero", "0"),
            ("primero", EVIL),
            ("segundo", "5"),
            ("cada", "-30"),
            ("supervision", "10"),
            ("devolver", "99999999999999999999"),
        ],
    },
    Form {
        page: "/ajustes/grupos/1/reglas",
        good: &[("primero", "7")],
        bad: &[("primero", "siete"), ("segundo", "1"), ("silencio", "-1"), ("cierre", "0")],
    },
    Form {
        page: "/ajustes/menu",
        good: &[
            ("o-n", "2"),
            ("o-1-texto", "Soporte"),
            ("o-1-sector", "support"),
            ("o-2-texto", "Ventas"),
            ("o-2-sector", "sales"),
            ("accion", "guardar"),
        ],
        bad: &[
            ("saludo", "Hola {precio}"),
            ("o-1-texto", ""),
            ("o-2-texto", "Soporte"),
            ("o-1-palabras", "!!!"),
        ],
    },
    Form {
        page: "/ajustes/menu/reglas",
        good: &[("horas", "12"), ("mensajes", "20")],
        bad: &[("horas", "0"), ("horas", EVIL), ("mensajes", "-1"), ("mensajes", "301")],
    },
    Form { page: "/ajustes/datos", good: &[("guardar", "siempre")], bad: &[] },
    Form {
        page: "/ajustes/integraciones",
        good: &[("lector", "rules"), ("plazo", "8000")],
        bad: &[("plazo", "1"), ("plazo", EVIL), ("direccion", "file:///etc/passwd")],
    },
];

/// The fields of a form with one of them as somebody typed it.
fn with<'a>(form: &'a Form, name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let all = form.good.iter().copied().chain([("linea", "1")]);
    all.filter(|(other, _)| *other != name).chain([(name, value)]).collect()
}

/// What a line goes by, and what of it is stored.
fn kept(house: &House) -> (LineSettings, String) {
    let app = &house.company.app;
    let known = app.engine.lines().into_iter().find(|line| line.id == LINE).unwrap();
    let conn = &mut app.database.readers().get().unwrap();
    let stored = lines::all(conn).unwrap();
    (known.settings, format!("{stored:?}"))
}

async fn open() -> (House, Person) {
    let house = House::open().await;
    let admin = house.user("adm", Role::Admin).await;
    house.company.set_up().await;
    (house, admin)
}

#[actix_web::test]
async fn what_cannot_be_used_is_told_at_its_field_and_nothing_of_the_form_is_kept() {
    let (house, admin) = open().await;
    let before = kept(&house);
    for form in FORMS {
        let huge = "9".repeat(5_000);
        let text = form.good.iter().find(|(name, _)| *name != "accion" && !name.starts_with("o-"));
        let and_huge = text.filter(|(name, _)| *name != "guardar" && *name != "lector");
        let and_huge = and_huge.map(|(name, _)| (*name, huge.as_str()));
        for (name, value) in form.bad.iter().copied().chain(and_huge) {
            let answer = house.post(&admin, form.page, &with(form, name, value)).await;
            let (html, what) = (answer.text(), format!("{} {name}={value:.60}", form.page));
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}: {html}");
            assert!(html.contains(&format!("id=\"e-{name}\"")), "{what}: {html}");
            assert!(html.contains(&format!("href=\"#{name}\"")), "{what}: {html}");
            assert!(!html.contains("<script>alert"), "{what}");
        }
        assert_eq!(kept(&house), before, "{}", form.page);
    }
    house.close().await;
}

#[actix_web::test]
async fn what_can_be_used_is_kept_once_however_often_it_is_sent() {
    let (house, admin) = open().await;
    for form in FORMS {
        // The same page, sent twice: what was made anew would be another form.
        let csrf = admin.first.form_value().unwrap();
        let mut fields = with(form, "linea", "1");
        fields.push(("csrf", &csrf));
        let sent = || {
            let request = TestRequest::post().uri(form.page).set_form(&fields);
            house.ask(with_cookie(request, Some(&admin)))
        };
        let (first, second) = tokio::join!(sent(), sent());
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}: {}", form.page, first.text());
        assert_eq!(first.header("location"), second.header("location"), "{}", form.page);
    }
    assert_eq!(house.deeds().len(), FORMS.len(), "each was written down once");
    house.close().await;
}

#[actix_web::test]
async fn a_form_of_no_line_or_of_another_changes_none() {
    let (house, admin) = open().await;
    let before = kept(&house);
    for form in FORMS {
        for (line, status) in [
            ("", StatusCode::BAD_REQUEST),
            ("uno", StatusCode::BAD_REQUEST),
            ("77", StatusCode::NOT_FOUND),
            ("-1", StatusCode::NOT_FOUND),
        ] {
            let answer = house.post(&admin, form.page, &with(form, "linea", line)).await;
            assert_eq!(answer.status, status, "{} {line}", form.page);
        }
    }
    assert_eq!(kept(&house), before);
    house.close().await;
}

#[actix_web::test]
async fn a_menu_of_ten_thousand_options_is_none() {
    let (house, admin) = open().await;
    let before = kept(&house);
    for count in ["11", "10000", "99999999999999999999", "-1"] {
        let mut typed: Vec<(String, String)> =
            (1..=40).map(|n| (format!("o-{n}-texto"), format!("Opción {n}"))).collect();
        typed.push(("o-n".into(), count.into()));
        typed.push(("linea".into(), "1".into()));
        typed.push(("accion".into(), "guardar".into()));
        let typed: Vec<(&str, &str)> =
            typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = house.post(&admin, "/ajustes/menu", &typed).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{count}: {}", answer.text());
    }
    assert_eq!(kept(&house), before);
    house.close().await;
}

#[actix_web::test]
async fn keeping_for_a_time_that_makes_no_sense_is_told_at_its_field() {
    let (house, admin) = open().await;
    let before = kept(&house);
    for days in ["", "0", "6", "-7", "3651", "99999999999999999999", EVIL] {
        let fields = [("linea", "1"), ("guardar", "dias"), ("dias", days), ("confirmo", days)];
        let answer = house.post(&admin, "/ajustes/datos", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{days}");
        assert!(answer.text().contains("id=\"e-dias\""), "{days}");
    }
    assert_eq!(kept(&house), before);
    house.close().await;
}

#[actix_web::test]
async fn a_case_is_not_opened_for_a_number_that_is_none() {
    let (house, admin) = open().await;
    let long = "x".repeat(2_001);
    for (name, value) in [
        ("telefono", ""),
        ("telefono", "12"),
        ("telefono", "999999999999999999999999"),
        ("telefono", EVIL),
        ("nombre", "a\u{202e}b"),
        ("especialidad", "y\u{200b}y"),
        ("texto", long.as_str()),
    ] {
        let good = [("linea", "1"), ("telefono", "3815550777"), ("texto", "hola")];
        let others = good.into_iter().filter(|(other, _)| *other != name);
        let fields: Vec<(&str, &str)> = others.chain([(name, value)]).collect();
        let answer = house.post(&admin, "/tickets/nuevo", &fields).await;
        let html = answer.text();
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}={value:.40}");
        assert!(html.contains(&format!("id=\"e-{name}\"")), "{name}={value:.40}: {html}");
        assert!(!html.contains("<script>alert"), "{name}={value:.40}");
    }
    let cases = house.get(Some(&admin), "/tickets?estado=todos").await.text();
    assert!(!cases.contains("data-key="), "{cases}");
    house.close().await;
}

//! What a list of a form offers.

use crate::domain::settings::Department;
use crate::web::words::Words;

/// An option of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Choice {
    pub value: String,
    pub text: String,
    pub chosen: bool,
}

/// An option for everything, and one for each.
#[must_use]
pub fn choices(
    any: String,
    all: impl IntoIterator<Item = (String, String)>,
    chosen: Option<String>,
) -> Vec<Choice> {
    let any = Choice { value: String::new(), text: any, chosen: chosen.is_none() };
    let one = |(value, text): (String, String)| Choice {
        chosen: chosen.as_ref() == Some(&value),
        value,
        text,
    };
    std::iter::once(any).chain(all.into_iter().map(one)).collect()
}

/// Support and sales.
#[must_use]
pub fn departments(chosen: Department, words: Words) -> Vec<Choice> {
    let choice = |department: Department| {
        let key = match department {
            Department::Support => "department-support",
            Department::Sales => "department-sales",
        };
        let value = department.name().to_owned();
        Choice { value, text: words.t(key), chosen: department == chosen }
    };
    [Department::Support, Department::Sales].map(choice).to_vec()
}

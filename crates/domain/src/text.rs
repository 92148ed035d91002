//! Text of a framework, in one language or two.

/// A language of the frameworks and of the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Welsh.
    Welsh,
}

/// A text in English, and in Welsh where the framework gives it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Text {
    /// The English text.
    pub en: String,
    /// The Welsh text, if the framework has one.
    pub cy: Option<String>,
}

impl Text {
    /// A text in English alone.
    pub fn english(en: impl Into<String>) -> Self {
        Self { en: en.into(), cy: None }
    }

    /// The text in `language`, or in English where the framework has no other.
    pub fn get(&self, language: Language) -> &str {
        match (language, &self.cy) {
            (Language::Welsh, Some(cy)) => cy,
            _ => &self.en,
        }
    }
}

package org.openyibao.server.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesTest {

    private static final Pattern PLACE = Pattern.compile("\\{\\d}|\\$\\{[^}]+}");

    @Test
    void sayTheSameThingsInBothLanguages() throws IOException {
        assertThat(keys("messages.properties")).hasSizeGreaterThan(30).isEqualTo(keys("messages_zh.properties"));
    }

    @Test
    void takeTheSameArgumentsInBothLanguages() throws IOException {
        Messages english = Messages.of(Locale.ENGLISH);
        Messages chinese = Messages.of(Locale.CHINESE);
        for (String key : keys("messages.properties")) {
            assertThat(places(chinese.text(key))).as(key).isEqualTo(places(english.text(key)));
        }
    }

    @Test
    void putArgumentsInAsTheyPrint() {
        assertThat(Messages.of(Locale.UK).text("database.port_in_use", 54321))
                .isEqualTo("database port 54321 on 127.0.0.1 is in use by another program; choose another one or 0 for"
                        + " any");
        assertThat(Messages.of(Locale.SIMPLIFIED_CHINESE).text("database.port_in_use", 54321))
                .isEqualTo("127.0.0.1 上的数据库端口 54321 已被其他程序占用；请另选端口，或用 0 自动选择");
    }

    @Test
    void doNotKnowEveryKey() {
        Messages messages = Messages.of(Locale.ENGLISH);
        assertThatThrownBy(() -> messages.text("no.such.key")).isInstanceOf(MissingResourceException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "zh_CN, '',          '',          '',          zh",
        "en,    '',          '',          zh_CN.UTF-8, zh",
        "en,    '',          zh_CN.UTF-8, en_US.UTF-8, zh",
        "en,    C.UTF-8,     zh_CN.UTF-8, zh_CN.UTF-8, en",
        "en,    zh_TW.UTF-8, '',          '',          zh",
        "fr,    '',          '',          fr_FR,       en",
        "en,    '',          '',          '',          en",
    })
    void speakTheLanguageThatWasAskedFor(String jvm, String all, String messages, String lang, String expected) {
        Locale locale = Locale.forLanguageTag(jvm.replace('_', '-'));
        Map<String, String> environment = Map.of("LC_ALL", all, "LC_MESSAGES", messages, "LANG", lang);
        assertThat(Messages.systemLocale(locale, environment).getLanguage()).isEqualTo(expected);
    }

    /// Read from the file itself: a bundle would borrow from its parent what it lacks.
    private static Set<String> keys(String file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(MessagesTest.class.getResourceAsStream("/" + file)), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return new TreeSet<>(properties.stringPropertyNames());
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}

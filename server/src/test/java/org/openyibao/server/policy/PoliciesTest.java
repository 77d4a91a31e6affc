package org.openyibao.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.yaml.InvalidFileException;
import org.openyibao.server.policy.Policies.Reload;

@Timeout(30)
class PoliciesTest {

    @TempDir
    private Path folder;

    private Policies policies;

    @BeforeEach
    void read() {
        PacksOnDisk.write(folder, "200.00", "90%");
        policies = Policies.read(folder);
    }

    private static String titleOfTheShare(PolicyBook book) {
        return book.packs().getFirst().rules().get(1).title().en();
    }

    private List<String> problems() {
        return ((Reload.Kept) policies.reload())
                .problems().stream()
                        .map(problem -> problem.message(Locale.ENGLISH))
                        .toList();
    }

    @Test
    void a_book_is_kept_by_whoever_took_it_and_another_one_is_current() {
        var before = policies.current();
        PacksOnDisk.write(folder, "200.00", "50%");
        assertThat(policies.current()).isSameAs(before);

        assertThat(policies.reload()).isEqualTo(new Reload.Replaced(1, 2));
        assertThat(titleOfTheShare(policies.current())).isEqualTo("Share of 50%");
        assertThat(titleOfTheShare(before)).isEqualTo("Share of 90%");
    }

    @Test
    void a_broken_pack_changes_nothing_and_is_told_by_file_line_key_and_what_was_expected() {
        var before = policies.current();
        PacksOnDisk.write(folder, "2OO.00", "900%");
        assertThat(problems())
                .containsExactly(
                        folder + "/110000-made-up/rules.yaml:4: rules[0].deductible.amount: expected an amount in yuan,"
                                + " at most two decimals, 0 or more; or unknown, got \"2OO.00\"",
                        folder + "/110000-made-up/rules.yaml:9: rules[1].pool.ratio: expected a ratio from 0% to 100%,"
                                + " such as 85%, got \"900%\"");
        assertThat(policies.current()).isSameAs(before);

        PacksOnDisk.write(folder, "300.00", "80%");
        assertThat(policies.reload()).isEqualTo(new Reload.Replaced(1, 2));
        assertThat(titleOfTheShare(policies.current())).isEqualTo("Share of 80%");
    }

    @Test
    void one_broken_pack_of_two_changes_neither() throws Exception {
        var before = policies.current();
        PacksOnDisk.write(folder, "300.00", "80%");
        Files.writeString(
                Files.createDirectories(folder.resolve("120000-second")).resolve("pack.yaml"), "pakc: {}\n");
        assertThat(problems()).singleElement().asString().contains("exactly one file with the key \"pack\"");
        assertThat(policies.current()).isSameAs(before);
    }

    @Test
    void packs_that_are_gone_are_no_reason_to_decide_without() throws Exception {
        var before = policies.current();
        Files.move(folder.resolve("110000-made-up"), folder.resolve("elsewhere"));
        assertThat(problems()).containsExactly(folder + ": there is no pack (a folder such as 110000-beijing)");
        assertThat(policies.current()).isSameAs(before);
    }

    @Test
    void a_region_described_twice_changes_nothing() throws Exception {
        var before = policies.current();
        var twin = Files.createDirectories(folder.resolve("110000-twin"));
        Files.writeString(twin.resolve("pack.yaml"), "pack: {region: \"110000\", name: 试, english: Test}\n");
        assertThat(problems()).containsExactly("110000-twin: region 110000 has a pack already: 110000-made-up");
        assertThat(policies.current()).isSameAs(before);
    }

    @Test
    void a_server_does_not_start_on_a_broken_pack() {
        PacksOnDisk.write(folder, "200.00", "900%");
        assertThatThrownBy(() -> Policies.read(folder))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("rules.yaml:9: rules[1].pool.ratio: expected a ratio");
    }

    @Test
    void whoever_must_know_a_book_knows_it_before_it_is_current() {
        var seen = new ArrayList<String>();
        policies.beforeUse(
                book -> seen.add(titleOfTheShare(book) + ", current: " + titleOfTheShare(policies.current())));
        PacksOnDisk.write(folder, "200.00", "50%");
        policies.reload();
        assertThat(seen).containsExactly("Share of 90%, current: Share of 90%", "Share of 50%, current: Share of 90%");
    }

    @Test
    void a_preparation_that_fails_leaves_the_book_in_use() {
        var before = policies.current();
        policies.beforeUse(book -> {
            if (book != before) {
                throw new IllegalStateException("no database");
            }
        });
        assertThatThrownBy(policies::reload).hasMessage("no database");
        assertThat(policies.current()).isSameAs(before);
        assertThatThrownBy(policies::reload).as("not stuck").hasMessage("no database");
    }

    @Test
    void a_second_reload_beside_the_first_does_nothing() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var before = policies.current();
        policies.beforeUse(book -> {
            if (book != before) {
                begun.countDown();
                await(mayEnd);
            }
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(policies::reload);
            begun.await();
            assertThat(policies.reload()).isEqualTo(new Reload.UnderWay());
            mayEnd.countDown();
            assertThat(first.get()).isEqualTo(new Reload.Replaced(1, 2));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}

package dev.wsh.impl.vt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Image;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bounds of images; what they tell is in the script {@code 31-images}. */
final class ImagesTest {
    private final StandaloneEmulator emulator = new StandaloneEmulator(4, 20);

    private void feed(String text) {
        emulator.feed(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private List<Image> images() {
        return emulator.screen().terminal().images();
    }

    @Test
    void images_moreThanTheBound_theOldestGo() {
        for (int i = 1; i <= 100; i++) {
            feed("\033_Ga=T,f=24,s=1,v=1,i=" + i + ";/wAA\033\\");
        }
        assertEquals(64, images().size());
        assertEquals(37, images().get(0).id());
        assertEquals(100, images().get(63).id());
    }

    @Test
    void images_moreBytesThanTheBound_theOldestGo() {
        String pixels = Base64.getEncoder().encodeToString(new byte[700_000]);
        for (int i = 1; i <= 40; i++) {
            feed("\033_Ga=T,f=24,s=100,v=100,i=" + i + ";" + pixels + "\033\\");
        }
        assertEquals((16 << 20) / 700_000, images().size());
    }

    @Test
    void image_inPiecesThatNeverEnd_isGivenUp() {
        String piece = Base64.getEncoder().encodeToString(new byte[700_000]);
        feed("\033_Ga=T,f=24,s=100,v=100,m=1;" + piece + "\033\\");
        for (int i = 0; i < 40; i++) {
            feed("\033_Gm=1;" + piece + "\033\\");
        }
        feed("\033_Gm=0;\033\\\033_Ga=T,f=24,s=1,v=1;/wAA\033\\");
        assertTrue(images().stream().allMatch(image -> image.width() <= 100));
    }

    @Test
    void raster_sixelsDrawnOverEachOtherWithoutEnd_endsSoon() {
        feed("\033Pq\"1;1;2000;2000" + "!2000~$".repeat(100_000) + "\033\\");
        assertTimeout(
                Duration.ofSeconds(20),
                () -> assertEquals(2000, images().get(0).raster().orElseThrow().width()));
    }

    @Test
    void raster_tooLarge_isNone() {
        feed("\033Pq\"1;1;16000;16000~\033\\");
        assertEquals(16_000, images().get(0).width());
        assertTrue(images().get(0).raster().isEmpty());
    }

    @Test
    void data_changedByTheReader_staysAsItWas() {
        feed("\033_Ga=T,f=24,s=1,v=1;/wAA\033\\");
        Image image = images().get(0);
        image.data()[0] = 7;
        assertNotSame(image.data(), image.data());
        assertEquals(0xFFFF0000, image.raster().orElseThrow().argb()[0]);
    }

    @Test
    void strings_anyBytes_throwNothing() {
        Random random = new Random(25);
        String[] begins = {
            "\033Pq",
            "\033_Ga=T,f=100;",
            "\033_Gf=24,s=3,o=z,a=T;",
            "\033_Gm=1,i=3;",
            "\033]1337;File=inline=1:",
            "\033Pq\"",
            "\033_G"
        };
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder(begins[random.nextInt(begins.length)]);
            String letters = "0123456789;:,=#!$-~?@\"ABCGmaiTpd/+";
            for (int n = random.nextInt(40); n > 0; n--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            feed(text + "\033\\");
            images().forEach(Image::raster);
        }
        assertTrue(images().size() <= 64);
    }
}

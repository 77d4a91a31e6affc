// What every drawing needs of the library.
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

export { init };

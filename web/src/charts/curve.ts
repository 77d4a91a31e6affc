import { LineChart } from 'echarts/charts';
import { MarkAreaComponent, MarkPointComponent } from 'echarts/components';
import { use } from 'echarts/core';

use([LineChart, MarkAreaComponent, MarkPointComponent]);

export { init } from './echarts';
